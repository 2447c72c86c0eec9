package io.aromabridge.testkit;

import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.network.Uplink;
import io.aromabridge.testing.log.WarningWatch;
import io.aromabridge.testing.time.ManualClock;
import io.aromabridge.testkit.journal.BedJournal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole path in one JVM: local broker, bridge, a line that can be made to fail, the stand-in for AWS IoT Core, and
 * simulated devices, all on free ports of 127.0.0.1. Several may be open at once; they share nothing.
 *
 * <pre>
 *   local() ──▶ bridge() ──▶ uplink() ──▶ cloud() ──▶ shooter(serial)
 *     └▶ light(name)
 * </pre>
 *
 * <p>Every part writes into one {@link #journal()}; claims about it are in
 * {@link io.aromabridge.testkit.assertion.TestbedAssertions}. The devices' time stands still until {@link #clock()} is
 * moved; the time of brokers and bridge is real. Use of a bed after its close throws an
 * {@link IllegalStateException}. Thread-safe.
 */
public final class Testbed implements AutoCloseable {
    private static final String GROUP = "testbed";

    private final BedPlan plan;
    private final BedThreads threads;
    private final BedJournal journal;
    private final Checks checks;
    private final Closing closing;
    /** Message where warnings cannot be watched for. */
    static final String WITHOUT_LOGBACK = "noWarnings needs Logback behind slf4j; add ch.qos.logback:logback-classic to"
            + " the test classpath, or leave noWarnings out";

    private final Optional<WarningWatch> warnings;
    private final TestbedParts parts;
    private final LocalBroker local;
    private final Cloud cloud;
    private final BridgeUnderTest bridge;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    private Testbed(BedPlan plan, BedThreads threads, Closing closing, Optional<WarningWatch> warnings)
            throws AromaException {
        this.plan = plan;
        this.threads = threads;
        this.closing = closing;
        this.warnings = warnings;
        this.journal = new BedJournal(InstantSource.system());
        this.checks = new Checks(this, journal);
        this.parts = new TestbedParts(plan, journal, threads, closing);
        this.local = new LocalBroker(parts, new Publisher(this, parts, Side.LOCAL));
        this.cloud = new Cloud(parts, new Publisher(this, parts, Side.CLOUD));
        this.bridge = new BridgeUnderTest(this, parts.bridge);
    }

    /** Begins the description of a bed. */
    public static TestbedBuilder builder() {
        return new TestbedBuilder();
    }

    /** Starts a bed with shooters at the cloud; see {@link TestbedBuilder#start()}. */
    public static Testbed start(String... shooters) {
        return builder().shooters(shooters).start();
    }

    static Testbed start(BedPlan plan) {
        BedThreads threads = new BedThreads(GROUP);
        Closing closing = new Closing();
        try {
            Optional<WarningWatch> warnings =
                    plan.noWarnings() ? Optional.of(watch(threads.group())) : Optional.empty();
            warnings.ifPresent(watch -> closing.add(watch::close));
            return threads.call("testbed-start", () -> new Testbed(plan, threads, closing, warnings));
        } catch (IllegalArgumentException | IllegalStateException e) {
            closing.abandon();
            throw e;
        } catch (Exception e) {
            closing.abandon();
            throw new IllegalStateException("the testbed could not start: " + e.getMessage(), e);
        }
    }

    private static WarningWatch watch(ThreadGroup group) {
        try {
            return WarningWatch.of(group);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(WITHOUT_LOGBACK + ": " + e.getMessage(), e);
        }
    }

    /** The local broker. */
    public LocalBroker local() {
        return local;
    }

    /** The stand-in for AWS IoT Core. */
    public Cloud cloud() {
        return cloud;
    }

    /** The bridge between them. */
    public BridgeUnderTest bridge() {
        return bridge;
    }

    /** The line between bridge and cloud; devices at the cloud do not use it. */
    public Uplink uplink() {
        return parts.uplink;
    }

    /**
     * The shooter with this serial number.
     *
     * @throws IllegalArgumentException if the bed has none
     */
    public Shooter shooter(String serial) {
        return Devices.named("shooter", serial, shooters());
    }

    /** All shooters, in the order of their description. */
    public List<Shooter> shooters() {
        return devices().shooters().stream()
                .map(spec -> new Shooter(this, spec))
                .toList();
    }

    /**
     * The light of this name.
     *
     * @throws IllegalArgumentException if the bed has none
     */
    public Light light(String name) {
        return Devices.named("light", name, lights());
    }

    /** All lights, in the order of their description. */
    public List<Light> lights() {
        return devices().lights().stream().map(spec -> new Light(this, spec)).toList();
    }

    /** All that happened. */
    public BedJournal journal() {
        return journal;
    }

    /**
     * The devices' time.
     *
     * @throws IllegalStateException if the bed was built with real device time
     */
    public ManualClock clock() {
        requireOpen();
        return devices().clock();
    }

    /** What all chance in the bed comes from; a bed built with the same seed makes the same choices. */
    public long seed() {
        return plan.seed();
    }

    /** How long it waits. */
    public Patience patience() {
        return plan.patience();
    }

    /** What claims are made of, for claims of your own. */
    public Checks checks() {
        return checks;
    }

    /** What the test has sent, in order. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /**
     * Puts the bed back to its beginning, for the next test of a class: all faults end, devices are switched off and on,
     * what waits in the bridge goes out, subscriptions end, retained messages and the sessions of other clients are
     * removed (at the cloud of those clients that have published), the journal is emptied. What the bridge has counted
     * stays.
     *
     * @throws IllegalStateException if it does not come to rest in time; the message says what does not
     */
    public void reset() {
        requireOpen();
        local.unsubscribe();
        cloud.unsubscribe();
        new Reset(this, parts).run();
        sent.clear();
        checks.clear();
        warnings.ifPresent(WarningWatch::take);
    }

    /**
     * Writes the journal as a recording, which {@code aroma replay} reads.
     *
     * @throws IllegalStateException if the file cannot be written
     */
    public void record(Path file) {
        Set<String> own = Stream.concat(
                        Stream.of(TestbedParts.BRIDGE_CLIENT),
                        plan.devices().stream().map(DeviceSpec::name))
                .collect(Collectors.toSet());
        try {
            new BedRecording(journal.beganAt(), own).write(file, journal.entries(), seed(), ports());
        } catch (AromaException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Failures name the file in which the recording of a failed test will lie. */
    public void recordsTo(Path file) {
        checks.recordsTo(file);
    }

    /**
     * What a test must not leave behind: a claim that was not finished, and, if the bed was built so, a warning in the
     * log.
     *
     * @throws IllegalStateException for such a claim
     * @throws TestbedFailure for such a warning
     */
    public void verify() {
        checks.requireFinished();
        List<String> lines = warnings.map(WarningWatch::take).orElse(List.of());
        if (!lines.isEmpty()) {
            throw checks.failure(
                    "Expected a run without warnings; logged were:\n  " + String.join("\n  ", lines), Map.of());
        }
    }

    /** All ports by name. */
    public Map<String, Integer> ports() {
        return parts.ports();
    }

    /** Ends the bed, in the background, and then does what {@link #verify} does. Idempotent. */
    @Override
    public void close() {
        if (!closing.begin()) {
            return;
        }
        journal.close();
        threads.begin("testbed-close", closing::finish);
        verify();
    }

    /** Completes when all is gone: sockets, threads and the rest. */
    public CompletionStage<Void> closed() {
        return closing.done().copy();
    }

    void requireOpen() {
        if (closing.hasBegun()) {
            throw BedJournal.closedException();
        }
    }

    void requireOwn(Receiver receiver) {
        if (receiver.bed() != this) {
            throw new IllegalArgumentException(receiver.name() + " is of another testbed; take it from this one");
        }
    }

    Devices devices() {
        return parts.devices;
    }

    BedThreads threads() {
        return threads;
    }

    void remember(Sent one) {
        sent.add(one);
    }

    /** Does something to a device, and journals it. */
    void fault(String device, String step, String note, Consumer<Simulation> action) {
        requireOpen();
        action.accept(devices().simulation());
        journal.event(device, step, note);
    }

    /** {@code seed=42 local=1234 websocket=1235 …}. */
    @Override
    public String toString() {
        return "seed=" + seed()
                + ports().entrySet().stream()
                        .map(e -> " " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
    }
}
