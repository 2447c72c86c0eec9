package io.aromabridge.bench.peer;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of our broker and bridge, wired as the command {@code demo} does it: a durable queue that is synced to the
 * disk at intervals, mutual TLS. What comes with QoS 0 leaves with QoS 0. It prints the broker's port once the bridge is
 * online, and ends with its standard input.
 */
public final class BridgeMain {
    private static final int ONLINE_SECONDS = 20;

    /** One connection, as fast as it takes. */
    private static final SendPolicy UNPACED = new SendPolicy(1, Pace.NONE, Drain.FAIR, 0);

    private BridgeMain() {}

    /**
     * Takes the remote's port, the folders of the bridge's certificate and of its queue, its client identifier, and the name of
     * a {@link ClientLibrary}.
     */
    @AllowedApi("the standard output is how the parent process hears of the port")
    public static void main(String[] arguments) throws AromaException, InterruptedException, ExecutionException {
        Journal journal = Journal.inMemory(BrokerMain.HOPS_REMEMBERED);
        Bridge bridge = Bridge.open(
                settings(Integer.parseInt(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), arguments[3])
                        .with(ClientLibrary.valueOf(arguments[4])),
                journal,
                Clock.systemUTC(),
                new SplittableRandom());
        EventLoops loops = new EventLoops();
        MqttBroker broker = MqttBroker.start(
                List.of(BrokerMain.listener(BrokerMain.LISTENER, bridge.tap()::accept)),
                journal,
                Clock.systemUTC(),
                SessionStore.inMemory(),
                loops);
        bridge.startEmbedded(unused -> CompletableFuture.completedFuture(null), loops.threads());
        try {
            bridge.online().toCompletableFuture().get(ONLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AromaException(
                    AromaException.Kind.TIMED_OUT, "the bridge is not online after " + ONLINE_SECONDS + " s", e);
        }
        System.out.println(broker.port(BrokerMain.LISTENER));
        EndOfInput.endsTheProcess();
    }

    private static BridgeSettings settings(int port, Path things, Path queue, String clientId) throws AromaException {
        return new BridgeSettings(
                "bench",
                BridgeEndpoint.remote(port, things),
                clientId,
                LinkTuning.DEFAULT,
                Durable.in(queue),
                Routes.of(List.of(Route.out("bench/#").with(QosRule.KEEP))),
                UNPACED);
    }
}
