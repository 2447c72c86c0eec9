package io.aromabridge.app.run;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.core.AromaException;
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

    /** The canary goes last: so much longer it may be on its way for each message that waits before it. */
    private static final Duration BEHIND_EACH_WAITING = Duration.ofMillis(1);

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
        Bridge bridge = parts.bridge(cloudPort);
        // The bridge outlives the broker, so that what the broker has acknowledged is not refused by it.
        running.add(bridge::close);
        MqttBroker broker = parts.broker(bridge.tap());
        running.add(broker::close);
        int waiting = bridge.counters().depth();
        if (waiting == 0) {
            bridge.startEmbedded(broker::publish);
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
            onceThereAre(devices, () -> bridge.startEmbedded(broker::publish));
        }
        Duration canaryTimeout = CANARY_TIMEOUT.plus(BEHIND_EACH_WAITING.multipliedBy(waiting));
        return bridge.online()
                .toCompletableFuture()
                .thenCombine(devices, (online, ready) -> endpoints)
                .thenApplyAsync(e -> {
                    flyCanary(installation, local, canaryTimeout);
                    return e;
                });
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
