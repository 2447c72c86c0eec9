package io.aromabridge.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.testing.mqtt.Peer;
import io.aromabridge.testing.mqtt.ScriptedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The threads of a client of the bridge end too, whenever the connection breaks or is ended, also while it is being made: a
 * subclass names the client.
 */
@Timeout(120)
public abstract class ConnectionEndContract {
    private static final int ROUNDS = 10;

    private static final Connection.Listener NOBODY = new Connection.Listener() {
        @Override
        public void received(Message message, Runnable acknowledge) {
            throw new CompletionException("no message is sent here", null);
        }

        @Override
        public void lost(Throwable cause) {
            // It was never made.
        }
    };

    /** The client. */
    protected abstract ConnectionFactory client(LinkSettings settings, HostResolver resolver);

    private final ThreadGroup group = new ThreadGroup("connections of this test");

    @Test
    void noThreadIsLeftIfThePeerHangsUpBeforeConnect() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, ROUNDS, InetAddress.getLoopbackAddress())) {
            inGroup(() -> {
                List<CompletableFuture<Void>> ended = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    ConnectionFactory connections = connections(peer.getLocalPort());
                    Connection connection = connections.create(NOBODY);
                    CompletableFuture<Void> outcome = connection.connect().toCompletableFuture();
                    peer.accept().close();
                    ended.add(outcome.handle((done, failure) -> connection.end(false))
                            .thenCompose(end -> end)
                            .thenRun(connections::close));
                }
                return awaitAll(ended);
            });
        }
        assertNoThreadIsLeft();
    }

    @Test
    void noThreadIsLeftIfItIsEndedBeforeConnect() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, ROUNDS, InetAddress.getLoopbackAddress())) {
            inGroup(() -> {
                List<CompletableFuture<Void>> ended = new ArrayList<>();
                List<Socket> accepted = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    ConnectionFactory connections = connections(peer.getLocalPort());
                    Connection connection = connections.create(NOBODY);
                    CompletableFuture<Void> unused = connection.connect().toCompletableFuture();
                    if (i % 2 == 0) {
                        accepted.add(peer.accept());
                    }
                    ended.add(connection.end(false).toCompletableFuture().thenRun(connections::close));
                }
                awaitAll(ended);
                for (Socket socket : accepted) {
                    socket.close();
                }
                return true;
            });
        }
        assertNoThreadIsLeft();
    }

    private static boolean awaitAll(List<CompletableFuture<Void>> ended) throws Exception {
        CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        return true;
    }

    private ConnectionFactory connections(int port) {
        return connections(new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty()));
    }

    private ConnectionFactory connections(Endpoint endpoint) {
        return client(ContractSettings.of(endpoint, Duration.ofSeconds(60)), HostResolver.SYSTEM);
    }

    @Test
    void noThreadIsLeftIfItIsEndedInTheTlsHandshakeOrBeforeConnack() throws Exception {
        ClientTls tls = ClientTls.of(
                List.of(DevelopmentAuthority.inMemory(InstantSource.system()).certificate()), Optional.empty());
        try (ServerSocket peer = new ServerSocket(0, ROUNDS, InetAddress.getLoopbackAddress())) {
            inGroup(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    Optional<ClientTls> encrypted = i % 2 == 0 ? Optional.of(tls) : Optional.empty();
                    ConnectionFactory connections =
                            connections(new Endpoint("localhost", peer.getLocalPort(), encrypted, Optional.empty()));
                    Connection connection = connections.create(NOBODY);
                    CompletableFuture<Void> unused = connection.connect().toCompletableFuture();
                    try (Socket accepted = peer.accept()) {
                        // ClientHello, or CONNECT.
                        assertTrue(accepted.getInputStream().read() > 0);
                        connection.end(false).toCompletableFuture().get(20, TimeUnit.SECONDS);
                    }
                    connections.close();
                }
                return true;
            });
        }
        assertNoThreadIsLeft();
    }

    @Test
    void noThreadIsLeftAfterConnectionsThatWereMadeAndEndedOrBroke() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            inGroup(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    ConnectionFactory connections = connections(broker.port());
                    Connection connection = connections.create(NOBODY);
                    CompletableFuture<Void> made = connection.connect().toCompletableFuture();
                    Peer peer = broker.welcome();
                    made.get(20, TimeUnit.SECONDS);
                    if (i % 2 == 0) {
                        peer.reset();
                    }
                    connection.end(i % 3 == 0).toCompletableFuture().get(20, TimeUnit.SECONDS);
                    connections.close();
                }
                return true;
            });
        }
        assertNoThreadIsLeft();
    }

    /** Threads that are made here inherit the group. */
    private void inGroup(Callable<Boolean> body) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(body);
        new Thread(group, task, "body").start();
        task.get(30, TimeUnit.SECONDS);
    }

    private void assertNoThreadIsLeft() throws InterruptedException {
        // Netty has a thread of its own that announces the end of others, and ends a second later.
        for (List<Thread> left = alive(), none = List.of(); !left.equals(none); left = alive()) {
            Thread first = left.get(0);
            first.join(5000);
            if (first.isAlive()) {
                break;
            }
        }
        assertEquals(
                List.of(),
                alive().stream()
                        .map(thread -> thread.getName() + " in " + List.of(thread.getStackTrace()))
                        .toList());
    }

    private List<Thread> alive() {
        Thread[] threads = new Thread[group.activeCount() + 20];
        group.enumerate(threads);
        return Arrays.stream(threads).filter(Objects::nonNull).toList();
    }
}
