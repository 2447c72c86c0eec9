package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One message that goes the whole way: from a local client over the bridge to the cloud and back. */
final class Canary {
    private static final String OUT = "aromabridge/canary/out";
    private static final String BACK = "aromabridge/canary/back";

    private Canary() {}

    /** Whether the routes take a canary to the cloud and back. */
    static boolean isRouted(BridgeSection section) {
        List<Route> routes =
                section.routes().stream().map(BridgeSection.RouteSection::route).toList();
        return routes.stream().anyMatch(Canary::leaves) && routes.stream().anyMatch(Canary::returns);
    }

    private static boolean leaves(Route route) {
        return route.direction() == Direction.OUT
                && route.as().isEmpty()
                && route.filter().matches(TopicName.of(OUT));
    }

    private static boolean returns(Route route) {
        return route.direction() == Direction.IN
                && route.as().filter(TopicName.of(BACK)::equals).isPresent()
                && route.filter().matches(TopicName.of(OUT));
    }

    /**
     * Sends it and waits for it.
     *
     * @throws AromaException TIMED_OUT if it does not come back
     */
    static void fly(Endpoint local, RandomGenerator random, Duration timeout) throws AromaException {
        String id = HexFormat.of().toHexDigits(random.nextLong());
        CountDownLatch back = new CountDownLatch(1);
        try (MqttConnection client = MqttConnection.connect(local, "canary-" + id, timeout)) {
            MqttConnection.await(client.subscribe(TopicFilter.of(BACK), QoS.AT_LEAST_ONCE, message -> {
                if (message.payload().text().equals(id)) {
                    back.countDown();
                }
            }));
            MqttConnection.await(client.publish(Message.of(OUT, id, QoS.AT_LEAST_ONCE)));
            if (!back.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AromaException(
                        Kind.TIMED_OUT,
                        "a message on " + OUT + " did not come back from the cloud as " + BACK + " within "
                                + timeout.toSeconds() + " s; see what the bridge says of its link to the cloud");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AromaException(Kind.FAILED, "interrupted while the canary was on its way", e);
        }
    }
}
