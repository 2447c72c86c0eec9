package io.aromabridge.bridge.link;

import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.core.message.Message;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of a link share for sending: the queue, the pace, what is known of a poison message.
 *
 * @param settings the link's
 * @param queue what waits
 * @param throttle how fast it may leave
 * @param detector finds the message that the other side hangs up on
 * @param quarantine takes that
 */
record SendContext(
        LinkSettings settings,
        OutboundQueue queue,
        Throttle throttle,
        PoisonMessageDetector detector,
        Quarantine quarantine) {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    /** From now on it is read on this thread, where the signal is to lead. */
    void open(Runnable signal, ScheduledExecutorService thread) {
        queue.onAvailable(signal);
        queue.near(thread);
    }

    /** It is not read any more, and its thread ends. */
    void close() {
        queue.rewind();
        queue.far();
    }

    /** Gives a message in flight up, on which the other side hangs up. */
    void setAside(InFlightMessage entry) {
        Message message = entry.outbound().message();
        String reason = settings.endpoint().address() + " closed the connection " + PoisonMessageDetector.HANG_UPS
                + " times in a row when only this message was in flight";
        try {
            quarantine.take(message, reason);
        } catch (IOException e) {
            log.warn(
                    "{}: {}; it cannot be quarantined ({}), so it is sent again",
                    settings.name(),
                    reason,
                    e.toString());
            return;
        }
        queue.giveUp(entry.position(), DropReason.QUARANTINED);
        log.warn(
                "{}: {}, so it is quarantined: PUBLISH of {} bytes on {}; check that the policy allows client {} to publish"
                        + " there, and the limits on payload and topic",
                settings.name(),
                reason,
                message.payload().length(),
                message.topic(),
                settings.clientId());
    }
}
