package io.aromabridge.bridge;

import io.aromabridge.bridge.queue.DurableQueue;
import io.aromabridge.bridge.queue.MemoryQueue;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.queue.QueueSettings.Memory;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the queue that the settings of a bridge want, and tells what is left in it at the end. */
final class CloudQueue {
    private static final Logger log = LoggerFactory.getLogger(Bridge.class);

    private CloudQueue() {}

    static OutboundQueue inMemory(BridgeSettings settings, Journal journal, InstantSource clock) {
        if (settings.queue() instanceof Memory memory) {
            HopWriter hops = new HopWriter(journal, clock, settings.clientId());
            return new MemoryQueue(memory.limit(), Promise.WHEN_QUEUED, hops, clock);
        }
        throw new IllegalArgumentException("a durable queue has to be opened: use Bridge.open");
    }

    static OutboundQueue open(BridgeSettings settings, Journal journal, InstantSource clock) throws AromaException {
        if (settings.queue() instanceof Durable durable) {
            HopWriter hops = new HopWriter(journal, clock, settings.clientId());
            int window = settings.tuning().inFlight();
            return DurableQueue.open(durable, window, hops, clock, settings.name() + "-queue");
        }
        return inMemory(settings, journal, clock);
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
