package io.aromabridge.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.bridge.client.netty.NettyConnectionFactory;
import io.aromabridge.bridge.client.paho.PahoConnectionFactory;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that connects again and again with one of the bridge's clients, from the call to CONNACK 0. It prints
 * {@link ConnectTimes} as a line of JSON, and ends with its standard input.
 */
public final class ConnectMain {
    private static final int CONNECTS = 10;
    private static final int HELD = 10;
    private static final int LIMIT_SECONDS = 20;

    private static final Connection.Listener SILENT = new Connection.Listener() {
        @Override
        public void received(Message message, Runnable acknowledge) {
            acknowledge.run();
        }

        @Override
        public void lost(Throwable cause) {
            // The next step fails.
        }
    };

    private ConnectMain() {}

    /** Takes the remote's port, the folder of the certificate, and the name of a {@link ClientLibrary}. */
    @AllowedApi("the standard output is how the parent process hears of the result")
    public static void main(String[] arguments)
            throws AromaException, InterruptedException, ExecutionException, TimeoutException, JsonProcessingException {
        Endpoint remote = BridgeEndpoint.remote(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        ClientLibrary library = ClientLibrary.valueOf(arguments[2]);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i <= CONNECTS; i++) {
            try (ConnectionFactory factory = factory(library, remote, i)) {
                long start = System.nanoTime();
                Connection connection = connected(factory);
                millis.add((System.nanoTime() - start) / 1e6);
                connection.end(true).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }
        ConnectTimes times =
                new ConnectTimes(millis.get(0), millis.subList(1, millis.size()), threads(library, remote));
        System.out.println(new ObjectMapper().writeValueAsString(times));
        EndOfInput.endsTheProcess();
    }

    private static Connection connected(ConnectionFactory factory)
            throws InterruptedException, ExecutionException, TimeoutException {
        Connection connection = factory.create(SILENT);
        connection.connect().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return connection;
    }

    /** Threads more than without connections, while {@value #HELD} are open. */
    private static int threads(ClientLibrary library, Endpoint remote)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ConnectionFactory> factories = new ArrayList<>();
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        for (int i = 0; i < HELD; i++) {
            ConnectionFactory factory = factory(library, remote, i);
            factories.add(factory);
            Connection unused = connected(factory);
        }
        int with = ManagementFactory.getThreadMXBean().getThreadCount();
        factories.forEach(ConnectionFactory::close);
        return with - before;
    }

    private static ConnectionFactory factory(ClientLibrary library, Endpoint remote, int number) {
        LinkSettings settings = new LinkSettings(
                "cloud",
                "connect-" + number,
                remote,
                "connect-" + number,
                true,
                Map.of(),
                LinkTuning.DEFAULT,
                SendPolicy.IN_ORDER,
                Optional.empty());
        return switch (library) {
            case NETTY -> NettyConnectionFactory.alone(settings);
            case PAHO -> new PahoConnectionFactory(settings);
        };
    }
}
