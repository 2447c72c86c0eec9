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

/** Everything in one process: local broker, bridge, stand-in and devices. */
public final class Demo {
    private static final String THING = "demo";
    private static final Duration CANARY_TIMEOUT = Duration.ofSeconds(20);

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
        MqttBroker broker = parts.broker(bridge.tap());
        // The bridge outlives the broker, so that what the broker has acknowledged is not refused by it.
        running.add(bridge::close);
        running.add(broker::close);
        bridge.startEmbedded(broker::publish);
        Optional<Integer> localPort = Optional.of(Parts.port(broker));
        Simulated simulated = Simulated.start(installation, parts, without, localPort, cloudPort);
        running.add(simulated::stop);
        Endpoint local = parts.simulatorLocal(localPort);
        parts.watchCanary(local, running);
        Endpoints endpoints = parts.localEndpoints(broker)
                .cloud("localhost", cloud.port(), cloud.alpnPort(), files)
                .devices(simulated.names(), installation.workspace().diffusions());
        CompletableFuture<Void> devices = simulated.simulation().ready().toCompletableFuture();
        return bridge.online()
                .toCompletableFuture()
                .thenCombine(devices, (online, ready) -> endpoints)
                .thenApplyAsync(e -> {
                    try {
                        Canary.fly(local, installation.random(), CANARY_TIMEOUT);
                        return e;
                    } catch (AromaException lost) {
                        throw new CompletionException(lost);
                    }
                });
    }
}
