package io.aromabridge.broker.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Acknowledgements for a client, in the order of its packets (MQTT 3.1.1, section 4.6): each is sent once what it confirms
 * is stored. Lives on the connection's event loop.
 */
// A write that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class OrderedAcks {
    private record Ack(MqttMessage packet, CompletableFuture<Void> stored, long sinceNanos) {}

    // fixed
    private final ChannelHandlerContext ctx;
    private final Consumer<Throwable> onFailure;

    // valid for the connection
    private final ArrayDeque<Ack> waiting = new ArrayDeque<>();
    private boolean connectionClosed;

    /** @param onFailure called when something could not be stored; its acknowledgement is never sent */
    OrderedAcks(ChannelHandlerContext ctx, Consumer<Throwable> onFailure) {
        this.ctx = ctx;
        this.onFailure = onFailure;
    }

    int size() {
        return waiting.size();
    }

    /** Since when the first of them waits, in {@link System#nanoTime}. */
    OptionalLong waitingSinceNanos() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.element().sinceNanos());
    }

    void send(MqttMessage packet, CompletableFuture<Void> stored) {
        if (connectionClosed) {
            return;
        }
        if (waiting.isEmpty() && stored.isDone() && !stored.isCompletedExceptionally()) {
            ctx.writeAndFlush(packet);
            return;
        }
        waiting.add(new Ack(packet, stored, System.nanoTime()));
        if (waiting.size() == 1) {
            sendStored();
        }
    }

    /** Sends those that are due, and comes back when the next is: what is stored together is one task. */
    private void sendStored() {
        while (!waiting.isEmpty() && waiting.element().stored().isDone()) {
            Ack ack = waiting.remove();
            if (ack.stored().isCompletedExceptionally()) {
                connectionClosed();
                ack.stored().whenComplete((none, error) -> onFailure.accept(error));
            } else {
                ctx.writeAndFlush(ack.packet());
            }
        }
        if (!waiting.isEmpty()) {
            waiting.element().stored().whenComplete((none, error) -> ctx.executor()
                    .execute(this::sendStored));
        }
    }

    /** The connection is closed: nothing is sent any more. */
    void connectionClosed() {
        connectionClosed = true;
        waiting.clear();
    }
}
