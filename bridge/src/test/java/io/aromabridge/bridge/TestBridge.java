package io.aromabridge.bridge;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Bridges for tests: back at once after a break, otherwise patient; what came first goes first. */
final class TestBridge {
    static final String CLIENT = "thing-1";

    private TestBridge() {}

    /** Where the broker listens, without TLS. */
    static Endpoint endpoint(ScriptedBroker broker) {
        return new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.empty());
    }

    static LinkTuning tuning(long connectMillis, long operationMillis) {
        return new LinkTuning(
                Duration.ofSeconds(60),
                Duration.ofMillis(connectMillis),
                Duration.ofMillis(operationMillis),
                10,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofSeconds(20), 0.2));
    }

    static Bridge to(Endpoint cloud, LinkTuning tuning, Journal journal, Route... routes) throws AromaException {
        return to(cloud, tuning, journal, InstantSource.system(), routes);
    }

    static Bridge to(Endpoint cloud, LinkTuning tuning, Journal journal, InstantSource clock, Route... routes)
            throws AromaException {
        return to(ClientLibrary.NETTY, cloud, tuning, journal, clock, routes);
    }

    static Bridge to(
            ClientLibrary client,
            Endpoint cloud,
            LinkTuning tuning,
            Journal journal,
            InstantSource clock,
            Route... routes)
            throws AromaException {
        BridgeSettings settings = new BridgeSettings(
                        "bridge", cloud, CLIENT, tuning, QueueLimit.DEFAULT, Routes.of(List.of(routes)))
                .with(SendPolicy.IN_ORDER)
                .with(client);
        return new Bridge(settings, journal, clock, new SplittableRandom(1));
    }

    static Bridge to(Endpoint cloud, Route... routes) throws AromaException {
        return to(cloud, tuning(10_000, 10_000), Journal.none(), routes);
    }

    /** Publishes one numbered QoS 0 message on {@code out/n}, as the local broker would. */
    static void publish(Bridge bridge, int number) throws Exception {
        done(bridge.tap().accept(Message.of("out/" + number, Integer.toString(number), QoS.AT_MOST_ONCE)));
    }

    /** Waits for a stage. */
    static void done(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
