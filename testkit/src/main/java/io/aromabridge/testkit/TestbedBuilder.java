package io.aromabridge.testkit;

import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Describes what a {@link Testbed} is made of. May be started several times: each is a bed of its own.
 *
 * <p>Values that make no sense throw {@link IllegalArgumentException} at once, with one sentence.
 */
public final class TestbedBuilder {
    /** The bridge's links, made quick: an outage ends as soon as the uplink is there again. */
    public static final LinkTuning QUICK = new LinkTuning(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            100,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ZERO, 0.2));

    private final List<DeviceSpec> devices = new ArrayList<>();
    private List<Route> routes = List.of(Route.out("aromajoin/aromashooter/+/command/#"));
    private Optional<Long> seed = Optional.empty();
    private boolean tls = true;
    private boolean manualTime = true;
    private boolean noWarnings;
    private boolean ownFactor;
    private Patience patience = Patience.usually();
    private LinkTuning tuning = QUICK;
    private QueueLimit queue = QueueLimit.DEFAULT;

    TestbedBuilder() {}

    /** Adds Aroma Shooters at the cloud, as those of the spectators are. */
    public TestbedBuilder shooters(String... serials) {
        return add(Side.CLOUD, serials);
    }

    /** Adds Aroma Shooters at the local broker. */
    public TestbedBuilder localShooters(String... serials) {
        return add(Side.LOCAL, serials);
    }

    private TestbedBuilder add(Side side, String... serials) {
        for (String serial : serials) {
            device(new ShooterSpec(serial, side));
        }
        return this;
    }

    /** Adds the two traffic lights, {@code client1} and {@code client2}, at the local broker. */
    public TestbedBuilder trafficLights() {
        device(new LightSpec("client1", LightRole.CLIENT1, Side.LOCAL));
        return device(new LightSpec("client2", LightRole.CLIENT2, Side.LOCAL));
    }

    /** Adds a lamp at the local broker, which shows the diffusions of a shooter. */
    public TestbedBuilder lamp(String name, String follows) {
        return device(LightSpec.lamp(name, Side.LOCAL, follows));
    }

    /** Adds any device. */
    public TestbedBuilder device(DeviceSpec spec) {
        if (devices.stream().anyMatch(d -> d.name().equals(spec.name()))) {
            throw new IllegalArgumentException(
                    "two devices are called " + spec.name() + ": give each its own serial number or name");
        }
        devices.add(spec);
        return this;
    }

    /** What crosses the bridge, instead of {@code out aromajoin/aromashooter/+/command/#}. */
    public TestbedBuilder routes(Route... given) {
        routes = List.of(given);
        return this;
    }

    /** The seed of all chance in the bed; without one each bed chooses, and prints, its own. */
    public TestbedBuilder seed(long given) {
        seed = Optional.of(given);
        return this;
    }

    /** The stand-in without TLS, which AWS IoT has not: any client may connect. */
    public TestbedBuilder withoutTls() {
        tls = false;
        return this;
    }

    /** Lets the devices live in real time, instead of one that stands until it is moved by hand. */
    public TestbedBuilder realDeviceTime() {
        manualTime = false;
        return this;
    }

    /**
     * A warning or error that Aromabridge or its broker's engine logs while the bed is open fails the test. Needs Logback
     * behind slf4j.
     */
    public TestbedBuilder noWarnings() {
        noWarnings = true;
        return this;
    }

    /** Stretches every bound of a wait; before the environment variable {@code TESTBED_TIMEOUT}. */
    public TestbedBuilder timeoutFactor(double factor) {
        patience = patience.stretchedBy(factor);
        ownFactor = true;
        return this;
    }

    /** The same, unless {@link #timeoutFactor} is called too: for an extension that starts beds for others. */
    public TestbedBuilder usualTimeoutFactor(double factor) {
        if (!ownFactor) {
            patience = patience.stretchedBy(factor);
        }
        return this;
    }

    /** How long {@code exactlyOnce} goes on looking after the last arrival, by default 200 ms. */
    public TestbedBuilder settle(Duration time) {
        patience = patience.settling(time);
        return this;
    }

    /** Times and sizes of the bridge's link, instead of {@link #QUICK}. */
    public TestbedBuilder link(LinkTuning given) {
        tuning = given;
        return this;
    }

    /** How much may wait in the bridge, by default 10 000 messages. */
    public TestbedBuilder queue(QueueLimit given) {
        queue = given;
        return this;
    }

    /**
     * Starts the bed: returns as soon as its listeners accept. Bridge and devices connect meanwhile; a message that is
     * sent to a device waits for that one.
     *
     * @throws IllegalStateException if a part cannot start; the message has which and why
     */
    public Testbed start() {
        return Testbed.start(new BedPlan(
                seed.orElseGet(() -> new SplittableRandom().nextLong(1_000_000)),
                tls,
                manualTime,
                noWarnings,
                patience,
                devices,
                routes,
                tuning,
                queue));
    }
}
