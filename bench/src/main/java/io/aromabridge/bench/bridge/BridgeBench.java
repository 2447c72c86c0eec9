package io.aromabridge.bench.bridge;

import io.aromabridge.bench.compare.BenchTarget;
import io.aromabridge.bench.compare.Rig;
import io.aromabridge.bench.compare.Row;
import io.aromabridge.bench.compare.Run;
import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.Way;
import io.aromabridge.bench.peer.BridgeMain;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.Mosquitto;
import java.util.List;
import java.util.Optional;

/** What is measured of broker and bridge together, and what runs for it. */
public final class BridgeBench {
    /** In the table's order. */
    public static final List<Row> ROWS = List.of(
            new Row("qos1", "bridged QoS 1", 1, 1, Row.CLOSED_LOOP, 0, 1.0),
            new Row("qos0", "bridged QoS 0", 0, 1, Row.CLOSED_LOOP, 0, 1.5),
            new Row("qos1-paced", "bridged QoS 1, 2000/s", 1, 1, Row.CLOSED_LOOP, Row.RATE, 1.0));

    /** Of mosquitto's bridge: it keeps what the remote has not acknowledged, and leaves the retain flag away, as ours. */
    static final List<String> BRIDGE_SETTINGS = List.of(
            "topic bench/# out 1",
            "cleansession false",
            "notifications false",
            "bridge_outgoing_retain false",
            "restart_timeout 1");

    private static final int STALL_MILLIS = 20_000;

    private BridgeBench() {}

    /** What stands above the tables. */
    public static List<String> heading(RemoteKind remote) {
        return List.of(
                "## bridge: our broker and bridge beside mosquitto and its own bridge",
                "Both send to one remote over mutual TLS; publisher → local broker → bridge → remote → subscriber."
                        + " The remote is " + remote.title()
                        + ". \"generator alone\" publishes to it itself, over mutual TLS.",
                "mosquitto runs with " + String.join(", ", Children.MOSQUITTO_SETTINGS) + ", and its bridge with "
                        + String.join(", ", BRIDGE_SETTINGS)
                        + "; ours with all its defaults (queue on disk; what waits is synced within 5 ms or 100"
                        + " messages), without pacing.");
    }

    /** Starts all, and waits until all bridges carry messages. */
    public static Rig rig(RemoteKind kind, Children children) throws AromaException, InterruptedException {
        Remote remote = Remote.start(kind, children);
        int out = remote.plainPort();
        Rig rig = new Rig(Optional.of(remote.process()), children);
        for (BenchTarget target : List.of(BenchTarget.OURS, BenchTarget.PAHO)) {
            // Without flags, as the command `broker` runs.
            JavaChild ours = ours(remote, client(target), "bench-" + client(target), List.of(), children);
            rig.add(target, ours.process(), Way.between(Integer.parseInt(ours.next(Rig.START)), out));
        }
        Mosquitto other = children.mosquitto(List.of(), remote.bridgeLines());
        Way way = Way.between(other.port(), out);
        rig.add(BenchTarget.MOSQUITTO, other.process(), way);
        rig.add(
                BenchTarget.ALONE,
                remote.process(),
                new Way(remote.tlsPort(), out, remote.things().toString()));
        awaitBridge(rig, way);
        return rig;
    }

    private static ClientLibrary client(BenchTarget target) {
        return target == BenchTarget.PAHO ? ClientLibrary.PAHO : ClientLibrary.NETTY;
    }

    /** Starts ours with this client, as this client identifier and with these flags; it prints its port when it is online. */
    static JavaChild ours(Remote remote, ClientLibrary client, String clientId, List<String> flags, Children children)
            throws AromaException {
        return children.java(
                "our bridge",
                BridgeMain.class,
                flags,
                Integer.toString(remote.tlsPort()),
                remote.things().toString(),
                children.folder().toString(),
                clientId,
                client.name());
    }

    /** mosquitto's bridge connects at a time of its own, and keeps QoS 1 until then. */
    private static void awaitBridge(Rig rig, Way way) throws AromaException, InterruptedException {
        Load one = new Load(0, way, 1, 1, 1, 1, 0, STALL_MILLIS, STALL_MILLIS);
        Run run = rig.run(BenchTarget.MOSQUITTO, one, true);
        if (!run.result().isComplete()) {
            throw new AromaException(
                    AromaException.Kind.TIMED_OUT,
                    "mosquitto's bridge carries nothing: " + run.result().failure());
        }
    }
}
