package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.state.StatePublisher;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.MessageSink;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Everything in one process: local broker, bridge, stand-in and devices. */
public final class Demo {
    private static final String THING = "demo";
    private static final Duration CANARY_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration DEVICES_TIMEOUT = Duration.ofSeconds(10);

    private static final double FASTEST = 1000;

    private Demo() {}

    /**
     * Starts it.
     *
     * @param without names of devices to leave out
     * @return completes when a message has gone the whole way and back
     * @throws AromaException if a part cannot start; CONFIGURATION, before any has, if there is no device to leave out
     */
    public static CompletableFuture<Endpoints> start(
            Installation installation, Parts parts, Running running, Set<String> without) throws AromaException {
        Simulated.requireKnown(installation, without);
        parts.requireDeviceUser();
        DeviceFiles files = parts.thing(THING);
        AwsIotStandIn cloud = parts.cloud();
        running.add(cloud::close);
        Optional<Integer> cloudPort = Optional.of(cloud.port());
        EventLoops loops = new EventLoops();
        running.add(loops::close);
        // The bridge outlives the broker, so that what the broker has acknowledged is not refused by it.
        Bridge bridge = parts.bridge(cloudPort, running);
        MqttBroker broker = parts.broker(bridge.tap(), loops, running);
        tellState(installation, bridge, broker, running);
        int waiting = bridge.counters().depth();
        if (waiting == 0) {
            bridge.startEmbedded(broker::publish, loops.threads());
        }
        Optional<Integer> localPort = Optional.of(Parts.port(broker));
        Simulated simulated = Simulated.start(installation, parts, without, localPort, cloudPort);
        running.add(simulated::stop);
        Endpoint local = parts.simulatorLocal(localPort);
        parts.watchCanary(local, running);
        Endpoints endpoints = parts.localEndpoints(broker)
                .cloud("localhost", cloud.port(), cloud.alpnPort(), files)
                .devices(simulated.names(), installation.workspace().diffusions());
        CompletableFuture<Void> devices = simulated.simulation().ready().toCompletableFuture();
        if (waiting > 0) {
            onceThereAre(devices, () -> bridge.startEmbedded(broker::publish, loops.threads()));
        }
        Duration canaryTimeout = CANARY_TIMEOUT.plus(
                behind(waiting, installation.configuration().bridge().sending()));
        return bridge.online()
                .toCompletableFuture()
                .thenCombine(devices, (online, ready) -> endpoints)
                .thenApplyAsync(e -> {
                    flyCanary(installation, local, canaryTimeout);
                    return e;
                });
    }

    /** The canary goes last: so much longer it may be on its way with as many messages before it. */
    private static Duration behind(int waiting, SendPolicy sending) {
        double pace = sending.pace().messagesPerSecond() == 0
                ? FASTEST
                : sending.pace().messagesPerSecond();
        double rate = sending.drainPerSecond() == 0 ? pace : Math.min(pace, sending.drainPerSecond());
        return Duration.ofMillis((long) (waiting * 1000 / Math.min(rate, FASTEST)));
    }

    private static void tellState(Installation installation, Bridge bridge, MqttBroker broker, Running running) {
        BridgeSection section = installation.configuration().bridge();
        if (section.publishState()) {
            // Past the tap of the broker, so that a route can take it to the cloud too.
            MessageSink local = message -> bridge.tap().accept(message).thenCompose(queued -> broker.publish(message));
            StatePublisher publisher =
                    BridgeStateTopic.start(BridgeStateTopic.of(section.name()), bridge, local, installation.clock());
            running.add(publisher::close);
        }
    }

    /** So that what waits goes to somebody: devices have no session that would keep for them what comes before they do. */
    private static void onceThereAre(CompletableFuture<Void> devices, Runnable start) {
        var unused = devices.copy()
                .completeOnTimeout(null, DEVICES_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((ready, failure) -> start.run());
    }

    private static void flyCanary(Installation installation, Endpoint local, Duration timeout) {
        try {
            Canary.fly(local, installation.random(), timeout);
        } catch (AromaException lost) {
            throw new CompletionException(lost);
        }
    }
}
