package io.aromabridge.bridge;

import io.aromabridge.bridge.queue.Partitions;
import io.aromabridge.bridge.queue.Progress;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueueSettings.Memory;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.time.InstantSource;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the queue that the settings of a bridge want, and tells what is left in it at the end. */
final class CloudQueue {
    private static final Logger log = LoggerFactory.getLogger(Bridge.class);

    private CloudQueue() {}

    static Partitions inMemory(BridgeSettings settings, Journal journal, InstantSource clock) {
        if (settings.queue() instanceof Memory memory) {
            return Partitions.inMemory(memory, settings.sending(), progress(settings, journal, clock), clock);
        }
        throw new IllegalArgumentException("a durable queue has to be opened: use Bridge.open");
    }

    static Partitions open(BridgeSettings settings, Journal journal, InstantSource clock) throws AromaException {
        if (settings.queue() instanceof Durable durable) {
            int window = settings.tuning().inFlight();
            IntFunction<Progress> progress = progress(settings, journal, clock);
            return Partitions.open(durable, settings.sending(), window, progress, clock, settings.name() + "-queue");
        }
        return inMemory(settings, journal, clock);
    }

    private static IntFunction<Progress> progress(BridgeSettings settings, Journal journal, InstantSource clock) {
        return connection -> new HopWriter(journal, clock, CloudSide.clientId(settings, connection));
    }

    static void tellWhatIsLeft(BridgeSettings settings, int left) {
        String messages = left == 1 ? "message" : "messages";
        if (left > 0 && settings.queue() instanceof Durable durable) {
            log.info(
                    "bridge: closed with {} {} that the cloud has not acknowledged; they wait in {} for the next start",
                    left,
                    messages,
                    durable.folder());
        } else if (left > 0) {
            log.warn("bridge: closed with {} {} that the cloud has not acknowledged; they are lost", left, messages);
        }
    }
}
