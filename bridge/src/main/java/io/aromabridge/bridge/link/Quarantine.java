package io.aromabridge.bridge.link;

import io.aromabridge.core.message.Message;
import java.io.IOException;

/** Keeps the messages that the other side hangs up on, for a person to look at. */
@FunctionalInterface
public interface Quarantine {
    /**
     * Keeps one.
     *
     * @param reason what was seen, for a person
     * @throws IOException if it cannot be kept; the message is tried again then
     */
    void take(Message message, String reason) throws IOException;
}
