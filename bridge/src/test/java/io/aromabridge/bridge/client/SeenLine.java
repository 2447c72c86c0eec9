package io.aromabridge.bridge.client;

import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.LinkState;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.DropReason;
import io.aromabridge.bridge.queue.MemoryQueue;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueListener;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.BreakReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a link says of one attempt to connect.
 *
 * @param text the reason, as the log line and the state topic have it
 * @param reason as the metrics count it
 */
public record SeenLine(String text, BreakReason reason) {
    /** The client identifier. */
    public static final String CLIENT = "thing-1";

    /** Of a queue whose events nothing looks at. */
    public static final QueueListener NO_LISTENER = new QueueListener() {
        @Override
        public void queued(QueuedMessage outbound) {}

        @Override
        public void inFlight(QueuedMessage outbound) {}

        @Override
        public void forwarded(QueuedMessage outbound) {}

        @Override
        public void dropped(QueuedMessage outbound, DropReason why) {}
    };

    /** Connects once, and waits until that has failed. */
    public static SeenLine of(Function<LinkSettings, ConnectionFactory> client, Endpoint endpoint, Duration limit)
            throws Exception {
        Backoff patient = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 0);
        LinkSettings settings = new LinkSettings(
                "cloud",
                "seen-line",
                endpoint,
                CLIENT,
                true,
                Map.of(),
                new LinkTuning(Duration.ofSeconds(60), limit, Duration.ofSeconds(5), 1, patient),
                SendPolicy.DEFAULT,
                Optional.empty());
        CompletableFuture<String> reason = new CompletableFuture<>();
        try (Link link = new Link(
                settings,
                client.apply(settings),
                new MemoryQueue(
                        QueueLimit.DEFAULT, MemoryQueue.Promise.WHEN_QUEUED, NO_LISTENER, InstantSource.system()),
                message -> CompletableFuture.completedStage(null),
                (message, why) -> {},
                InstantSource.system(),
                new SplittableRandom(1))) {
            link.onChange(() -> {
                if (link.state() instanceof LinkState.Waiting waiting) {
                    reason.complete(waiting.reason());
                }
            });
            link.start();
            String text = reason.get(30, TimeUnit.SECONDS);
            return new SeenLine(
                    text, link.counters().breaks().keySet().iterator().next());
        }
    }
}
