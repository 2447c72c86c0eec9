package io.aromabridge.bench.local;

import io.aromabridge.bench.compare.BenchTarget;
import io.aromabridge.bench.compare.Rig;
import io.aromabridge.bench.compare.Row;
import io.aromabridge.bench.load.Way;
import io.aromabridge.bench.peer.BrokerMain;
import io.aromabridge.bench.peer.EchoMain;
import io.aromabridge.bench.peer.MoquetteMain;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.broker.store.Sync;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.Mosquitto;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is measured of the local broker, and what runs for it. */
public final class LocalBench {
    /** In the table's order. */
    public static final List<Row> ROWS = List.of(
            new Row("qos0-1", "QoS 0, 1 → 1", 0, 1, Row.CLOSED_LOOP, 0, 0),
            new Row("qos0-10", "QoS 0, 10 → 1", 0, 10, Row.CLOSED_LOOP, 0, 0),
            new Row("qos1-1", "QoS 1, 1 → 1", 1, 1, Row.CLOSED_LOOP, 0, 0),
            new Row("qos1-10", "QoS 1, 10 → 1", 1, 10, Row.CLOSED_LOOP, 0, 0),
            new Row("qos1-10-deep", "QoS 1, 10 → 1, 20 000 outstanding each", 1, 10, 20_000, 0, 0.9),
            new Row("qos1-paced", "QoS 1, 1 → 1, 2000/s", 1, 1, Row.CLOSED_LOOP, Row.RATE, 0));

    /** What stands above the tables. */
    public static final List<String> HEADING = List.of(
            "## local: our broker beside mosquitto and stock Moquette",
            "mosquitto, if it is here, runs with " + String.join(", ", Children.MOSQUITTO_SETTINGS)
                    + ", and with its defaults for the rest; Moquette with " + MoquetteMain.SETTINGS
                    + "; ours with all its defaults.");

    private LocalBench() {}

    /**
     * Starts all: our broker, its peers, and an echo for what the generator can do alone.
     *
     * @param peers whether mosquitto and Moquette are to be measured
     * @param sync how our broker writes down the subscriber's session, if it has one to keep
     */
    public static Rig rig(boolean peers, Optional<Sync> sync, Children children)
            throws AromaException, InterruptedException {
        Rig rig = new Rig(Optional.empty(), children);
        JavaChild echo = children.java("the echo", EchoMain.class, Rig.LEAN);
        // Without flags, as the command `broker` runs.
        JavaChild ours = children.java("our broker", BrokerMain.class, List.of(), sessions(sync, children));
        rig.add(BenchTarget.ALONE, echo.process(), way(echo, sync));
        rig.add(BenchTarget.OURS, ours.process(), way(ours, sync));
        if (peers) {
            Mosquitto other = children.mosquitto(List.of(), List.of());
            rig.add(BenchTarget.MOSQUITTO, other.process(), kept(Way.through(other.port()), sync));
            JavaChild moquette = children.java("Moquette", MoquetteMain.class, List.of());
            rig.add(BenchTarget.MOQUETTE, moquette.process(), way(moquette, sync));
        }
        return rig;
    }

    private static String[] sessions(Optional<Sync> sync, Children children) throws AromaException {
        if (sync.isEmpty()) {
            return new String[0];
        }
        Path folder = children.folder().resolve("sessions");
        return new String[] {folder.toString(), sync.get().name()};
    }

    private static Way way(JavaChild child, Optional<Sync> sync) throws AromaException, InterruptedException {
        return kept(Way.through(port(child)), sync);
    }

    private static Way kept(Way way, Optional<Sync> sync) {
        return sync.isPresent() ? way.withSession() : way;
    }

    private static int port(JavaChild child) throws AromaException, InterruptedException {
        return Integer.parseInt(child.next(Rig.START));
    }
}
