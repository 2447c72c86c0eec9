package io.aromabridge.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.certs.connect.ConnectFault;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the table of diagnoses that are the network's, in a network namespace of their own: a subclass names the
 * client. Skipped where there are no namespaces.
 */
public abstract class NetworkFaultContract {
    private static final Logger log = LoggerFactory.getLogger("diagnosis");
    private static final int PORT = 8883;
    private static final Duration LIMIT = Duration.ofMillis(1500);

    /** What is sent to 192.0.2.0/26 comes back on lo, where it is nobody's, and is dropped. */
    private static final String NETWORK = "ip link set lo up"
            + " && ip route add 192.0.2.0/26 dev lo"
            + " && ip route add unreachable 192.0.2.64/26"
            + " && ip route add prohibit 192.0.2.128/26";

    /** The client. */
    protected abstract Function<LinkSettings, ConnectionFactory> client();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, NO_TCP_ANSWER, ''",
        "192.0.2.65, NO_ROUTE, ''",
        "192.0.2.129, NO_NETWORK, permission denied",
        "192.0.2.193, NO_NETWORK, network is unreachable",
    })
    void aNetworkThatDoesNotDeliver(String host, ConnectFault fault, String detail) throws Exception {
        String unshare = Programs.require("unshare").toString();
        Programs.require("ip");
        List<String> inNamespace = List.of(unshare, "-rn", "sh", "-ec", NETWORK + " && exec \"$@\"", "sh");
        Programs.require(
                Programs.works(unshare, "-rn", "sh", "-ec", NETWORK), "network namespaces are not permitted here");
        try (ChildProcess child = ChildCommand.java(
                        NetworkFaultContract.class, getClass().getName(), host)
                .behind(inNamespace)
                .start("client in a namespace")) {
            String line = child.out().await("seen: .*").substring("seen: ".length());
            log.info("cloud: {}", line.substring(line.indexOf(' ') + 1));
            Endpoint endpoint = endpoint(host);
            String text =
                    new ConnectDiagnosis(fault, detail).text(endpoint.aim(SeenLine.CLIENT, LIMIT), endpoint.address());
            assertEquals(fault.reason().label() + " " + text, line);
        }
    }

    private static Endpoint endpoint(String host) {
        return new Endpoint(host, PORT, Optional.empty(), Optional.empty());
    }

    /** In the namespace: the test that names the client, and the host. */
    public static void main(String[] arguments) throws Exception {
        var made = Class.forName(arguments[0]).getDeclaredConstructor();
        made.setAccessible(true);
        NetworkFaultContract test = (NetworkFaultContract) made.newInstance();
        SeenLine seen = SeenLine.of(test.client(), endpoint(arguments[1]), LIMIT);
        System.out.println("seen: " + seen.reason().label() + " " + seen.text());
        System.exit(0);
    }
}
