package io.aromabridge.testkit.fanout;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.fanout.TopicPattern;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.cloud.aws.AwsIotOptions;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.cloud.aws.Transport;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A stage with a local broker and a bridge with a durable queue, and an audience with a shooter each, behind the
 * stand-in. The bridge keeps to the quotas of AWS IoT.
 */
final class Audience implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicName TOPIC = TopicName.of("aromabridge/fanout/spectators");

    /** Sees every shooter that is simulated. */
    final Witness shooters = new Witness();
    /** Listens beside them to every command. */
    final Witness witness = new Witness();

    final Rate rate = new Rate("aromajoin/");
    final List<String> serials;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final MqttConnection stage;

    private Audience(int listed, int seated, int connections, Path folder) throws Exception {
        serials = IntStream.range(0, listed)
                .mapToObj(i -> "ASN2A" + String.valueOf(100_000 + i).substring(1))
                .toList();
        InstantSource clock = InstantSource.system();
        AwsIotStandIn cloud =
                add(AwsIotStandIn.start(new AwsIotOptions(HOST, new Transport.PlainText(0)), rate, clock));
        Path list = Files.write(folder.resolve("spectators.txt"), serials);
        Bridge bridge = add(Bridge.open(
                new BridgeSettings(
                        "bridge",
                        endpoint(cloud.port()),
                        "stage",
                        LinkTuning.DEFAULT,
                        Durable.in(folder.resolve("queue")),
                        Routes.of(List.of(), List.of(FanOut.open(FanOutSettings.of(TOPIC.value(), list)))),
                        new SendPolicy(connections, Pace.AWS_IOT, Drain.FAIR, 0)),
                rate,
                clock,
                new SplittableRandom(1)));
        MqttBroker broker = add(MqttBroker.start(List.of(listener(bridge.tap()::accept)), rate, clock));
        bridge.startEmbedded(broker::publish);
        Simulation audience = add(Simulation.builder(event -> shooters.see(event), new SplittableRandom(2))
                .devices(serials.stream()
                        .limit(seated)
                        .map(serial -> new ShooterSpec(serial, Side.CLOUD))
                        .toList())
                .endpoint(Side.CLOUD, endpoint(cloud.port()))
                .start());
        done(audience.ready().toCompletableFuture());
        MqttConnection beside = add(MqttConnection.connect(endpoint(cloud.port()), "witness", PATIENCE));
        done(beside.subscribe(TopicPattern.DIFFUSE.ofAny(), QoS.AT_LEAST_ONCE, message -> witness.see(message)));
        done(bridge.online().toCompletableFuture());
        stage = add(MqttConnection.connect(endpoint(broker.port("local")), "conductor", PATIENCE));
    }

    private static ListenerOptions listener(PublishTap tap) {
        return ListenerOptions.tcp(
                "local", HOST, 0, any -> new AuthenticationResult.Accepted(Principal.anonymous()), Limits.DEFAULT, tap);
    }

    /**
     * Seats the first of so many, and waits until all those are there.
     *
     * @param listed serial numbers in the list
     * @param seated how many of them are simulated: each takes two sockets of this process
     * @param connections of the bridge
     * @param folder for its files
     */
    static Audience of(int listed, int seated, int connections, Path folder) throws Exception {
        return new Audience(listed, seated, connections, folder);
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(HOST, port, Optional.empty(), Optional.empty());
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private static void done(CompletableFuture<?> future) throws Exception {
        future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One publish for all of them, of a scent for so many milliseconds, by which it is known; waits for the PUBACK. */
    void command(int number) throws Exception {
        done(stage.publish(
                new Message(TOPIC, new DiffuseCommand(3, number, 100, false).toPayload(), QoS.AT_LEAST_ONCE, false)));
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
