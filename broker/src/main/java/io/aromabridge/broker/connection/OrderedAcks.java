package io.aromabridge.broker.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * OrderedAcks to a client, each held until what it confirms is kept, in the order of the questions (MQTT 3.1.1, section
 * 4.6). Lives on the connection's event loop.
 */
// A write that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class OrderedAcks {
    private record Answer(MqttMessage packet, CompletableFuture<Void> kept, long since) {}

    // fixed
    private final ChannelHandlerContext ctx;
    private final Consumer<Throwable> failed;

    // valid for the connection
    private final ArrayDeque<Answer> waiting = new ArrayDeque<>();
    private boolean gone;

    /** @param failed called when something could not be kept; its answer is never sent */
    OrderedAcks(ChannelHandlerContext ctx, Consumer<Throwable> failed) {
        this.ctx = ctx;
        this.failed = failed;
    }

    int size() {
        return waiting.size();
    }

    /** Since when the first of them waits, in {@link System#nanoTime}. */
    OptionalLong waitingSince() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.element().since());
    }

    void send(MqttMessage packet, CompletableFuture<Void> kept) {
        if (gone) {
            return;
        }
        if (waiting.isEmpty() && kept.isDone() && !kept.isCompletedExceptionally()) {
            ctx.writeAndFlush(packet);
            return;
        }
        waiting.add(new Answer(packet, kept, System.nanoTime()));
        if (kept.isDone()) {
            sendKept();
        } else {
            var unused = kept.whenComplete((none, error) -> ctx.executor().execute(this::sendKept));
        }
    }

    private void sendKept() {
        while (!waiting.isEmpty() && waiting.element().kept().isDone()) {
            Answer answer = waiting.remove();
            if (answer.kept().isCompletedExceptionally()) {
                gone();
                answer.kept().whenComplete((none, error) -> failed.accept(error));
            } else {
                ctx.writeAndFlush(answer.packet());
            }
        }
    }

    /** Nobody is there to answer any more. */
    void gone() {
        gone = true;
        waiting.clear();
    }
}
