package io.aromabridge.bench.compare;

import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.load.Way;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.Cost;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.ChildProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of one row, all of them fresh: a row's figures do not depend on the rows before it. */
public final class Rig implements AutoCloseable {
    /** How long a process of ours may take to start. */
    public static final Duration START = Duration.ofSeconds(30);

    /** For what is not measured: no collector threads beside those of the target. */
    public static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-Xmx512m");

    /** A target's process, and the way through it. */
    private record Server(ChildProcess child, Way way) {}

    private final Generator generator;
    private final Map<BenchTarget, Server> servers = new EnumMap<>(BenchTarget.class);
    private final Optional<ChildProcess> remote;

    /**
     * Starts the generator.
     *
     * @param remote what all targets send to, which then costs something of its own; empty if there is no such thing
     */
    public Rig(Optional<ChildProcess> remote, Children children) throws AromaException {
        this.remote = remote;
        this.generator = Generator.start(children);
    }

    /** One target more; its process ends with this. */
    public void add(BenchTarget target, ChildProcess child, Way way) {
        servers.put(target, new Server(child, way));
    }

    /** Those that run here. */
    List<BenchTarget> targets() {
        return List.copyOf(servers.keySet());
    }

    Way way(BenchTarget target) {
        return server(target).way;
    }

    private Server server(BenchTarget target) {
        return Optional.ofNullable(servers.get(target)).orElseThrow();
    }

    /** Lets the generator do it, and looks at what it costs. */
    public Run run(BenchTarget target, Load load, boolean warmUp) throws AromaException, InterruptedException {
        ChildProcess child = server(target).child;
        Cost generatorBefore = generator.cost();
        long remoteBefore = remoteNanos();
        Cost before = Cost.of(child.handle());
        LoadResult result = generator.run(load);
        if (!child.handle().isAlive()) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    target.title() + ": the process has ended in the middle of a run; what it printed is above");
        }
        Cost after = Cost.of(child.handle());
        long remoteCpu = remoteNanos() - remoteBefore;
        long generatorCpu = generator.cost().cpuNanos() - generatorBefore.cpuNanos();
        return new Run(target, warmUp, result, after.cpuNanos() - before.cpuNanos(), generatorCpu, remoteCpu, after);
    }

    private long remoteNanos() {
        return remote.map(child -> Cost.of(child.handle()).cpuNanos()).orElse(0L);
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.child.close());
        remote.ifPresent(ChildProcess::close);
        generator.close();
    }
}
