package io.aromabridge.bridge.link;

import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds the message that the other side hangs up on. After a hang-up without any progress one message is sent at a time;
 * one that was alone in flight at the next three hang-ups is it. Used by the link's thread.
 */
final class PoisonMessageDetector {
    static final int HANG_UPS = 3;

    private boolean probing;
    private long suspect = -1;
    private int hangUps;

    /** How many may be in flight. */
    int window(int usual) {
        return probing ? 1 : usual;
    }

    /** The other side acknowledged one. */
    void acknowledged() {
        probing = false;
        suspect = -1;
        hangUps = 0;
    }

    /**
     * The other side hung up before it acknowledged any.
     *
     * @param inFlight what it had been sent
     * @return what it hangs up on, if that is clear by now
     */
    Optional<InFlightMessage> hungUp(Collection<InFlightMessage> inFlight) {
        boolean wasProbing = probing;
        probing |= !inFlight.isEmpty();
        if (!wasProbing || inFlight.size() != 1) {
            return Optional.empty();
        }
        InFlightMessage alone = inFlight.iterator().next();
        hangUps = alone.position() == suspect ? hangUps + 1 : 1;
        suspect = alone.position();
        if (hangUps < HANG_UPS) {
            return Optional.empty();
        }
        suspect = -1;
        hangUps = 0;
        return Optional.of(alone);
    }
}
