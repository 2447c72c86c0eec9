package io.aromabridge.bridge.queue;

import io.aromabridge.core.message.Message;

/**
 * One message on its way over a link.
 *
 * @param original as it came from the other side; the journal knows it by this object
 * @param message as a route made it, to be published
 */
public record Outbound(Message original, Message message) {}
