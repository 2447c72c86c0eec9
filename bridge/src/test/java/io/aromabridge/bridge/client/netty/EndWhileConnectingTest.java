package io.aromabridge.bridge.client.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The threads end too, whenever the connection breaks or is ended while it is being made. */
class EndWhileConnectingTest {
    private static final int ROUNDS = 10;

    private static final Connection.Listener NOBODY = new Connection.Listener() {
        @Override
        public void received(Message message, Runnable acknowledge) {
            throw new CompletionException("nobody sends", null);
        }

        @Override
        public void lost(Throwable cause) {
            // It was never made.
        }
    };

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

    private static ConnectionFactory connections(int port) {
        Endpoint endpoint = new Endpoint("127.0.0.1", port, Optional.empty(), Optional.empty());
        return NettyConnectionFactory.alone(new LinkSettings(
                "test",
                "test",
                endpoint,
                "test",
                true,
                Map.of(),
                LinkTuning.DEFAULT,
                SendPolicy.DEFAULT,
                Optional.empty()));
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
