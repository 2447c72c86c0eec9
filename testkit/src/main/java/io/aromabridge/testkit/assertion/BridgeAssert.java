package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.BridgeUnderTest;
import io.aromabridge.testkit.Checks;
import io.aromabridge.testkit.Testbed;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Claims about the bridge. */
public final class BridgeAssert {
    private static final String LINK = "bridge link";

    private final BridgeUnderTest bridge;
    private final Testbed bed;
    private final Checks checks;

    BridgeAssert(BridgeUnderTest bridge) {
        this.bridge = bridge;
        this.bed = bridge.bed();
        this.checks = bed.checks();
    }

    /**
     * Its link to the cloud is offline, or goes so within this time; also if it did so since the last claim about the
     * link and is back already.
     *
     * @throws IllegalStateException if it was never online, so that it cannot go offline
     */
    public BridgeAssert goesOfflineWithin(Duration limit) {
        long since = checks.mark(LINK);
        if (!bridge.isOnline() && bed.journal().entries().stream().noneMatch(e -> e.is("bridge", "online"))) {
            throw new IllegalStateException(
                    "the bridge has not been online yet, so it cannot go offline; call bed.bridge().awaitOnline() first");
        }
        checks.that(
                "the bridge goes offline",
                bed.patience().stretched(limit),
                () -> !bridge.isOnline()
                        || bed.journal().after(since).stream().anyMatch(e -> e.is("bridge", "offline")),
                () -> "it is " + bridge);
        return dealtWith();
    }

    /** Its link to the cloud is online, or goes so within this time. */
    public BridgeAssert goesOnlineWithin(Duration limit) {
        checks.that(
                "the bridge goes online", bed.patience().stretched(limit), bridge::isOnline, () -> "it is " + bridge);
        return dealtWith();
    }

    private BridgeAssert dealtWith() {
        checks.mark(LINK, bed.journal().position());
        return this;
    }

    /** It has so many messages in its queue, those in flight too; now, or within 5 s. */
    public BridgeAssert hasQueueDepth(int messages) {
        checks.that(
                "the bridge holds " + messages + (messages == 1 ? " message" : " messages"),
                bed.patience().usual(),
                () -> bridge.queueDepth() == messages,
                () -> "it holds " + bridge.queueDepth());
        return this;
    }

    /** Its queue has given up so many messages since the bed began; now, or within 5 s. More fail at once. */
    public BridgeAssert hasDropped(long messages) {
        return counts("dropped messages", messages, bridge::dropped);
    }

    /** Its link came online so many times after the first; now, or within 5 s. More fail at once. */
    public BridgeAssert hasReconnected(long times) {
        return counts("reconnects", times, bridge::reconnects);
    }

    private BridgeAssert counts(String what, long expected, LongSupplier counter) {
        checks.that(
                "the bridge counts " + expected + " " + what,
                bed.patience().usual(),
                () -> counter.getAsLong() >= expected,
                () -> "it counts " + counter.getAsLong());
        long seen = counter.getAsLong();
        if (seen != expected) {
            throw checks.failure(
                    "Expected that the bridge counts " + expected + " " + what + ": it counts " + seen + ".", Map.of());
        }
        return this;
    }
}
