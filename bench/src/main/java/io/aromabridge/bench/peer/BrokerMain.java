package io.aromabridge.bench.peer;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.broker.store.SessionFiles;
import io.aromabridge.broker.store.Sync;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Our broker's process: one anonymous listener with the default limits, and otherwise as the command {@code broker}
 * runs it. It prints its port, and ends with its standard input.
 */
public final class BrokerMain {
    /** As many as the command keeps. */
    static final int HOPS_REMEMBERED = 10_000;

    /** The name of its listener. */
    static final String LISTENER = "local";

    private BrokerMain() {}

    /** Takes none, or the folder where sessions are kept and the name of a {@link Sync}. */
    @AllowedApi("the standard output is how the parent process hears of the port")
    public static void main(String[] arguments) throws AromaException {
        ListenerOptions listener = listener(LISTENER, PublishTap.none());
        SessionStore sessions = arguments.length == 0
                ? SessionStore.inMemory()
                : SessionFiles.open(Path.of(arguments[0]), Sync.valueOf(arguments[1]), Clock.systemUTC());
        MqttBroker broker =
                MqttBroker.start(List.of(listener), Journal.inMemory(HOPS_REMEMBERED), Clock.systemUTC(), sessions);
        System.out.println(broker.port(LISTENER));
        EndOfInput.endsTheProcess();
    }

    static ListenerOptions listener(String name, PublishTap tap) {
        return ListenerOptions.tcp(
                name,
                "127.0.0.1",
                0,
                unused -> new AuthenticationResult.Accepted(Principal.anonymous()),
                Limits.DEFAULT,
                tap);
    }
}
