package io.aromabridge.broker.connection;

import io.aromabridge.broker.session.Outbox;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a session has for its client, as fast as the client reads: what the channel does not take stays in the
 * bounded {@link Outbox}.
 */
// A write that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class DeliveryWriter {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWriter.class);

    /** Taken at once; the channel's high mark may be passed by so much. */
    private static final int BATCH_BYTES = 32 * 1024;

    private final ChannelHandlerContext ctx;
    private final Outbox outbox;
    private final ListenerCounters counters;

    DeliveryWriter(ChannelHandlerContext ctx, Outbox outbox, ListenerCounters counters) {
        this.ctx = ctx;
        this.outbox = outbox;
        this.counters = counters;
    }

    /** Writes soon, on the event loop: after what is read just now, so that many messages share one flush. */
    void wake() {
        try {
            ctx.executor().execute(this::write);
        } catch (RejectedExecutionException stopping) {
            log.debug("the broker stops, and sends nothing more: {}", stopping.toString());
        }
    }

    private void write() {
        boolean any = false;
        while (ctx.channel().isActive() && ctx.channel().isWritable()) {
            List<MqttMessage> packets = outbox.take(BATCH_BYTES);
            if (packets.isEmpty()) {
                break;
            }
            any = true;
            for (MqttMessage packet : packets) {
                if (packet instanceof MqttPublishMessage publish) {
                    counters.sent.increment();
                    counters.sentBytes.add(publish.payload().readableBytes());
                }
                ctx.write(packet, ctx.voidPromise());
            }
        }
        if (any) {
            ctx.flush();
        }
    }
}
