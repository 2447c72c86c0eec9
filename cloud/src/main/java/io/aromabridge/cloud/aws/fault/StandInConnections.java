package io.aromabridge.cloud.aws.fault;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The connections that have sent their CONNECT, whether they are let in already or not. Thread-safe. */
final class StandInConnections {
    /** A peer that reads nothing must not delay the thread that closes it. */
    private static final long LONGEST_WAIT_MILLIS = 1000;

    /** One of them. */
    record Open(String clientId, Optional<String> certificateId, Channel channel) {}

    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    void add(Open connection) {
        open.add(connection);
        connection.channel().closeFuture().addListener(unused -> open.remove(connection));
    }

    /** Those that match and are not closed. */
    List<Open> find(Predicate<Open> which) {
        return open.stream()
                .filter(which)
                .filter(connection -> connection.channel().isActive())
                .toList();
    }

    /** Closes them, and waits until they are closed. */
    static void close(List<Open> connections) {
        List<ChannelFuture> closed = connections.stream()
                .map(connection -> connection.channel().close())
                .toList();
        for (ChannelFuture each : closed) {
            // On its own thread it could only wait for itself.
            if (!each.channel().eventLoop().inEventLoop()) {
                each.awaitUninterruptibly(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
