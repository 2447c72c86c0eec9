package io.aromabridge.testkit;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.cloud.aws.AwsIotOptions;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.SimulationBuilder;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.network.Uplink;
import io.aromabridge.testkit.journal.BedJournal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The parts of one bed, started and wired as an installation of one process is. */
final class TestbedParts {
    static final String LOCAL = "local";
    static final String WEBSOCKET = "websocket";
    static final String WEBSOCKET_PATH = "/mqtt";

    /** The client identifier of the bridge at the cloud. */
    static final String BRIDGE_CLIENT = "bridge";

    private static final String HOST = "127.0.0.1";
    private static final String USER = "testbed";
    private static final Duration RECONNECT = Duration.ofMillis(20);

    // fixed
    final BedJournal journal;
    final LocalAccess localAccess;
    final Endpoint local;
    final CloudAccess cloudAccess;
    final Routes routes;
    final AwsIotStandIn cloud;
    final Uplink uplink;
    final Bridge bridge;
    final MqttBroker broker;
    final Devices devices;

    private final Closing closing;

    /**
     * Starts all of them.
     *
     * @param closing learns how to stop each, in the order of their start
     */
    TestbedParts(BedPlan plan, BedJournal journal, BedThreads threads, Closing closing) throws AromaException {
        this.journal = journal;
        this.closing = closing;
        InstantSource clock = InstantSource.system();
        Chance chance = Chance.of(plan.seed());
        Endpoint.Login login = new Endpoint.Login(USER, chance.password());
        localAccess = new LocalAccess(login);
        routes = Routes.of(plan.routes());

        ScheduledThreadPoolExecutor watching = threads.single("testbed-watch");
        closing.add(watching::shutdownNow);
        cloudAccess = plan.tls() ? new CloudAccess.Certificates(clock, threads) : new CloudAccess.PlainText();
        cloud = AwsIotStandIn.start(
                new AwsIotOptions(HOST, cloudAccess.transport()), journal, clock, what -> event("cloud", what));
        closing.add(cloud::close);
        uplink = Uplink.to(HOST, cloud.port(), chance.uplink(), what -> event("uplink", what));
        closing.add(uplink::close);
        EventLoops loops = loops();
        bridge = new Bridge(
                new BridgeSettings(
                        "bridge",
                        cloudAccess.endpoint(CloudAccess.BRIDGE, uplink.port()),
                        BRIDGE_CLIENT,
                        plan.tuning(),
                        plan.queue(),
                        routes),
                journal,
                clock,
                chance.bridge());
        closing.add(bridge::close);
        broker = MqttBroker.start(listeners(), journal, clock, SessionStore.inMemory(), loops);
        closing.add(broker::close);
        bridge.startEmbedded(broker::publish, loops.threads());
        LinkWatch.start(bridge, journal, watching);
        local = new Endpoint(HOST, broker.port(LOCAL), Optional.empty(), Optional.of(login));

        ScheduledThreadPoolExecutor deviceThread = threads.single("testbed-devices");
        closing.add(deviceThread::shutdownNow);
        devices = new Devices(plan, journal, deviceThread);
        devices.start(threads, () -> simulation(plan, chance.devices()));
        closing.add(devices::close);
    }

    /** Those that broker and bridge share; they outlive both. */
    private EventLoops loops() {
        EventLoops loops = new EventLoops();
        closing.add(loops::close);
        return loops;
    }

    private List<ListenerOptions> listeners() {
        return List.of(listener(LOCAL), listener(WEBSOCKET).overWebSocket(WEBSOCKET_PATH));
    }

    private ListenerOptions listener(String name) {
        return ListenerOptions.tcp(name, HOST, 0, localAccess, Limits.DEFAULT, bridge.tap()::accept);
    }

    private Simulation simulation(BedPlan plan, SplittableRandom chance) {
        SimulationBuilder builder = Simulation.builder(devices::report, chance)
                .devices(plan.devices())
                .journal(journal)
                .timers(devices.time())
                .reconnectDelay(RECONNECT);
        if (plan.devices().stream().anyMatch(d -> d.side() == Side.LOCAL)) {
            builder.endpoint(Side.LOCAL, local);
        }
        if (plan.devices().stream().anyMatch(d -> d.side() == Side.CLOUD)) {
            builder.endpoint(Side.CLOUD, cloudAccess.endpoint(CloudAccess.DEVICES, cloud.port()));
        }
        return builder.start();
    }

    /** What a part reports of itself, in words: the first of them is the step if it is followed by a colon. */
    private void event(String place, String what) {
        int colon = what.indexOf(':');
        String word = colon > 0 ? what.substring(0, colon) : "";
        if (!word.isEmpty() && word.chars().allMatch(Character::isLetter)) {
            journal.event(
                    place,
                    word.toLowerCase(Locale.ROOT),
                    what.substring(colon + 1).strip());
        } else {
            journal.event(place, "event", what);
        }
    }

    /** All ports by name. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(LOCAL, broker.port(LOCAL));
        ports.put(WEBSOCKET, broker.port(WEBSOCKET));
        ports.put("uplink", uplink.port());
        ports.put("cloud", cloud.port());
        if (cloudAccess instanceof CloudAccess.Certificates) {
            ports.put("alpn", cloud.alpnPort());
        }
        return ports;
    }

    /** The endpoint of the bed's own clients, on a side. */
    Endpoint endpoint(Side side) {
        return side == Side.LOCAL ? local : cloudAccess.endpoint(CloudAccess.CLIENT, cloud.port());
    }

    Closing closing() {
        return closing;
    }
}
