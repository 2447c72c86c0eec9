package io.aromabridge.bench.fanout;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.aws.AwsIotOptions;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.cloud.aws.ThingRegistry;
import io.aromabridge.cloud.aws.Transport;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.diffusion.DiffusionEvent;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A stage and its audience, in this process: a local client, the broker, the bridge with a durable queue, the stand-in
 * with mutual TLS, and a shooter for each seat. The bridge keeps to the quotas of AWS IoT.
 */
final class Hall implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final String BRIDGE = "bridge";
    private static final String SHOOTERS = "shooters";
    private static final TopicName TOPIC = TopicName.of("aromabridge/fanout/spectators");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final InstantSource clock = InstantSource.system();
    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(clock);
    private final ThingRegistry registry = ThingRegistry.inMemory(clock);
    private final Leaving leaving = new Leaving();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final MqttConnection stage;

    /**
     * Opens it, and waits until everybody sits.
     *
     * @param connections of the bridge to the stand-in
     * @param folder for the list and the queue
     * @param events learns of every diffusion
     */
    Hall(int shooters, int connections, Path folder, Consumer<DiffusionEvent> events)
            throws AromaException, InterruptedException {
        AwsIotStandIn cloud = AwsIotStandIn.start(new AwsIotOptions("127.0.0.1", transport()), Journal.none(), clock);
        closing.push(cloud::close);
        Endpoint forBridge = endpoint(BRIDGE, cloud.port());
        EventLoops loops = new EventLoops();
        closing.push(loops::close);
        Bridge bridge = Bridge.open(
                settings(forBridge, connections, folder, list(shooters, folder)),
                leaving,
                clock,
                new SplittableRandom(1));
        closing.push(bridge::close);
        MqttBroker broker =
                MqttBroker.start(List.of(listener(bridge)), Journal.none(), clock, SessionStore.inMemory(), loops);
        closing.push(broker::close);
        bridge.startEmbedded(broker::publish, loops.threads());
        Simulation audience = Simulation.builder(events, new SplittableRandom(2))
                .devices(serials(shooters).stream()
                        .map(serial -> new ShooterSpec(serial, Side.CLOUD))
                        .toList())
                .endpoint(Side.CLOUD, endpoint(SHOOTERS, cloud.port()))
                .start();
        closing.push(audience::close);
        await(audience.ready(), "the shooters connect");
        await(bridge.online(), "the bridge connects");
        Endpoint local = new Endpoint("127.0.0.1", broker.port("local"), Optional.empty(), Optional.empty());
        stage = MqttConnection.connect(local, "stage", PATIENCE);
        closing.push(stage::close);
    }

    private Transport transport() {
        Identity server = authority.server(new ServerNames(List.of(HOST), List.of(InetAddress.getLoopbackAddress())));
        return new Transport.MutualTls(0, 0, server, ListenerTls.Sni.WARN, registry, Set.of(SHOOTERS));
    }

    private Endpoint endpoint(String thing, int port) throws AromaException {
        Identity identity = authority.device(thing);
        registry.register(thing, identity.certificate());
        ClientTls tls = ClientTls.of(List.of(authority.certificate()), Optional.of(identity));
        return new Endpoint(HOST, port, Optional.of(tls), Optional.empty());
    }

    private static BridgeSettings settings(Endpoint cloud, int connections, Path folder, FanOut fanOut)
            throws AromaException {
        return new BridgeSettings(
                BRIDGE,
                cloud,
                BRIDGE,
                LinkTuning.DEFAULT,
                Durable.in(folder.resolve("queue")),
                Routes.of(List.of(), List.of(fanOut)),
                new SendPolicy(connections, Pace.AWS_IOT, Drain.FAIR, 0));
    }

    private static ListenerOptions listener(Bridge bridge) {
        return ListenerOptions.tcp(
                "local",
                "127.0.0.1",
                0,
                any -> new AuthenticationResult.Accepted(Principal.anonymous()),
                Limits.DEFAULT,
                bridge.tap()::accept);
    }

    private static FanOut list(int shooters, Path folder) throws AromaException {
        Path file = folder.resolve("spectators.txt");
        try {
            Files.createDirectories(folder);
            Files.write(file, serials(shooters));
        } catch (IOException e) {
            throw new AromaException(Kind.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
        return FanOut.open(FanOutSettings.of(TOPIC.value(), file));
    }

    /** Numbered on, as they leave a factory: ASN2A00001, ASN2A00002…. */
    private static List<String> serials(int shooters) {
        return IntStream.rangeClosed(1, shooters)
                .mapToObj(number -> "ASN2A" + String.valueOf(100_000 + number).substring(1))
                .toList();
    }

    /** Publishes one command for all, and waits for its acknowledgement. */
    void publish(DiffuseCommand command) throws AromaException, InterruptedException {
        await(
                stage.publish(new Message(TOPIC, command.toPayload(), QoS.AT_LEAST_ONCE, false)),
                "the broker acknowledges");
    }

    /** The most messages that any connection of the bridge sent in a second. */
    int greatestRate() {
        return leaving.most();
    }

    private static void await(CompletionStage<?> stage, String what) throws AromaException, InterruptedException {
        try {
            var unused = stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AromaException(Kind.FAILED, "waited in vain until " + what + ": " + e, e);
        }
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
