package io.aromabridge.bench.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.load.GeneratorMain;
import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.peer.BrokerMain;
import io.aromabridge.bench.peer.EchoMain;
import io.aromabridge.bench.process.Child;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.Cost;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.bench.process.Mosquitto;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of one row, all of them fresh: a row's figures do not depend on the rows before it. */
final class Rig implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    /** The generator watches its time itself; this is for one that hangs. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** No collector threads beside those of the broker. */
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-Xmx512m");

    /** A target's process, and its port. */
    private record Server(Child child, int port) {}

    private final ObjectMapper json = new ObjectMapper();
    private final JavaChild generator;
    private final Map<Target, Server> servers = new EnumMap<>(Target.class);

    /**
     * Starts them all.
     *
     * @param mosquitto the program, if it is to be measured
     * @param folder for mosquitto's configuration
     */
    Rig(Optional<Path> mosquitto, Path folder, Children children) throws AromaException, InterruptedException {
        generator = JavaChild.start("the load generator", GeneratorMain.class, LEAN, children);
        JavaChild echo = JavaChild.start("the echo", EchoMain.class, LEAN, children);
        // Without flags, as the command `broker` runs.
        JavaChild ours = JavaChild.start("our broker", BrokerMain.class, List.of(), children);
        servers.put(Target.ECHO, new Server(echo, port(echo)));
        servers.put(Target.OURS, new Server(ours, port(ours)));
        if (mosquitto.isPresent()) {
            Mosquitto other = Mosquitto.start(mosquitto.get(), folder, children);
            servers.put(Target.MOSQUITTO, new Server(other, other.port()));
        }
    }

    private static int port(JavaChild child) throws AromaException, InterruptedException {
        return Integer.parseInt(child.next(START));
    }

    /** Those that run here. */
    List<Target> targets() {
        return List.copyOf(servers.keySet());
    }

    int port(Target target) {
        return server(target).port;
    }

    private Server server(Target target) {
        return Optional.ofNullable(servers.get(target)).orElseThrow();
    }

    /** Lets the generator do it, and looks at what it costs. */
    Run run(Target target, Load load, boolean warmUp) throws AromaException, InterruptedException {
        Cost generatorBefore = Cost.of(generator.handle());
        Cost before = Cost.of(server(target).child.handle());
        LoadResult result = ask(load);
        if (!server(target).child.handle().isAlive()) {
            throw new AromaException(
                    AromaException.Kind.FAILED,
                    target.title() + ": the process has ended in the middle of a run; what it said is above");
        }
        Cost after = Cost.of(server(target).child.handle());
        long generatorCpu = Cost.of(generator.handle()).cpuNanos() - generatorBefore.cpuNanos();
        return new Run(
                target,
                warmUp,
                result,
                after.cpuNanos() - before.cpuNanos(),
                generatorCpu,
                after.rssKib(),
                after.peakKib());
    }

    private LoadResult ask(Load load) throws AromaException, InterruptedException {
        try {
            String answer = generator.ask(
                    json.writeValueAsString(load),
                    Duration.ofMillis(load.limitMillis()).plus(GRACE));
            return json.readValue(answer, LoadResult.class);
        } catch (JsonProcessingException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED, "the load generator's answer is not JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.child.close());
        generator.close();
    }
}
