package io.aromabridge.bench.peer;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The process of a remote for bridges: the AWS IoT stand-in's listener (mutual TLS, its limits, no quotas), and beside it one
 * without TLS for the subscriber, who is not what is measured. It prints both ports in one line, and ends with its standard
 * input.
 */
public final class RemoteMain {
    private static final String MUTUAL_TLS = "cloud";

    private RemoteMain() {}

    /** Takes the folder of the development authority that has signed the bridges' certificates. */
    @AllowedApi("the standard output is how the parent process hears of the ports")
    public static void main(String[] arguments) throws AromaException {
        Clock clock = Clock.systemUTC();
        DevelopmentAuthority authority = DevelopmentAuthority.open(Path.of(arguments[0]), clock);
        ListenerTls tls = new ListenerTls(
                List.of(authority.serverIdentity(ServerNames.local(List.of()))),
                new ListenerTls.ClientCertificates.AnyRequired(),
                Optional.empty(),
                ListenerTls.Sni.OPTIONAL,
                unused -> true);
        ListenerOptions cloud =
                BrokerMain.listener(MUTUAL_TLS, PublishTap.none()).withTls(tls);
        MqttBroker broker = MqttBroker.start(
                List.of(cloud, BrokerMain.listener(BrokerMain.LISTENER, PublishTap.none())), Journal.none(), clock);
        System.out.println(broker.port(MUTUAL_TLS) + " " + broker.port(BrokerMain.LISTENER));
        EndOfInput.endsTheProcess();
    }
}
