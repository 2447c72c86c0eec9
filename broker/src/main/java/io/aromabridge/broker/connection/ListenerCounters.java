package io.aromabridge.broker.connection;

import io.aromabridge.broker.session.DeliveryCounters;
import io.aromabridge.broker.session.Router;
import io.aromabridge.core.metric.Sample;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one listener has seen. As a handler it stands on both sides of the MQTT codec in each pipeline, and counts bytes on
 * the wire's side, packets on the other.
 */
@ChannelHandler.Sharable
public final class ListenerCounters extends ChannelDuplexHandler {
    public final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    public final LongAdder accepted = new LongAdder();
    public final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder failedLogins = new LongAdder();
    final LongAdder denied = new LongAdder();
    public final LongAdder received = new LongAdder();
    public final LongAdder receivedBytes = new LongAdder();
    public final LongAdder sent = new LongAdder();
    public final LongAdder sentBytes = new LongAdder();
    public final LongAdder wireBytesReceived = new LongAdder();
    public final LongAdder wireBytesSent = new LongAdder();
    public final LongAdder packetsReceived = new LongAdder();
    public final LongAdder packetsSent = new LongAdder();

    public final DeliveryCounters delivery = new DeliveryCounters();

    private final Map<Limited, LongAdder> limited = new EnumMap<>(Limited.class);

    /** The limits of which it is counted how often a client went beyond. */
    enum Limited {
        /** Open connections of the broker. */
        CONNECTIONS,
        /** Open connections of one address. */
        CONNECTIONS_PER_ADDRESS,
        /** Logins that wait to be checked. */
        PENDING_LOGINS,
        /** Length of user name or password. */
        LOGIN_BYTES,
        /** Subscriptions of a session. */
        SUBSCRIPTIONS;

        private String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ListenerCounters() {
        for (Limited each : Limited.values()) {
            limited.put(each, new LongAdder());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        count(read, wireBytesReceived, packetsReceived);
        ctx.fireChannelRead(read);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        count(written, wireBytesSent, packetsSent);
        var unused = ctx.write(written, promise);
    }

    private static void count(Object passing, LongAdder bytes, LongAdder packets) {
        if (passing instanceof ByteBuf buffer) {
            bytes.add(buffer.readableBytes());
        } else if (passing instanceof MqttMessage) {
            packets.increment();
        }
    }

    /** A client went beyond a limit. */
    public void limited(Limited what) {
        Objects.requireNonNull(limited.get(what), "every one is counted").increment();
    }

    public List<Sample> samples(String listener, Router.Totals sessions) {
        List<Sample> all = new ArrayList<>(traffic(sessions));
        all.add(Sample.counter(
                "aroma_broker_failed_logins_total", "Logins with a wrong user name or password.", (double)
                        failedLogins.sum()));
        all.add(Sample.counter(
                "aroma_broker_denied_messages_total",
                "Messages of clients that may not publish on their topic.",
                (double) denied.sum()));
        limited.forEach((what, count) -> all.add(Sample.counter(
                        "aroma_broker_limited_total",
                        "Times that a client went beyond a limit, and was refused.",
                        (double) count.sum())
                .with("limit", what.label())));
        return all.stream().map(sample -> sample.with("listener", listener)).toList();
    }

    private List<Sample> traffic(Router.Totals sessions) {
        return List.of(
                Sample.gauge("aroma_broker_connections", "Connections that are open now.", (double)
                        (opened.sum() - closed.sum())),
                Sample.counter("aroma_broker_logins_total", "Clients that were let in.", (double) accepted.sum()),
                Sample.counter(
                        "aroma_broker_refusals_total", "Clients that were turned away before or at CONNECT.", (double)
                                refused.sum()),
                Sample.counter(
                        "aroma_broker_disconnections_total",
                        "Clients that were disconnected for breaking a rule or for silence.",
                        (double) dropped.sum()),
                Sample.counter("aroma_broker_received_messages_total", "Messages taken from clients.", (double)
                        received.sum()),
                Sample.counter("aroma_broker_received_bytes_total", "Payload bytes of these messages.", (double)
                        receivedBytes.sum()),
                Sample.counter(
                        "aroma_broker_sent_messages_total", "Messages sent to clients, repeats included.", (double)
                                sent.sum()),
                Sample.gauge("aroma_broker_sessions", "Sessions, with those of clients that are away.", (double)
                        sessions.sessions()),
                Sample.gauge("aroma_broker_queued_messages", "Messages that wait for their client.", (double)
                        sessions.queued()),
                Sample.gauge(
                        "aroma_broker_inflight_messages", "Messages that were sent and not acknowledged yet.", (double)
                                sessions.inFlight()),
                Sample.counter(
                        "aroma_broker_dropped_messages_total",
                        "Messages that found their client's queue full.",
                        (double) delivery.dropped()));
    }
}
