package io.aromabridge.broker.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client sends behind a message that has to wait is held in bounded memory, whatever it is. */
@Timeout(30)
class HeldSubscribesTest {
    private static final long BOUND = 8 << 20;
    private static final int PACKETS = 1000;

    /** Adds up what is read, until reading stops. */
    private static final class Meter extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Long> stopped = new CompletableFuture<>();
        private long bytes;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            MqttFixedHeader header = ((MqttMessage) read).fixedHeader();
            ctx.fireChannelRead(read);
            bytes += header.remainingLength();
            // Before, it stops for the login.
            if (header.messageType() == MqttMessageType.SUBSCRIBE
                    && !ctx.channel().config().isAutoRead()) {
                stopped.complete(bytes);
            }
        }
    }

    @Test
    void readingStopsBeforeManyLargeSubscribesFillTheMemory() throws Exception {
        Meter meter = new Meter();
        ListenerOptions options = ListenerOptions.tcp(
                        "local",
                        "127.0.0.1",
                        0,
                        unused -> new AuthenticationResult.Accepted(Principal.anonymous()),
                        Limits.DEFAULT,
                        unused -> new CompletableFuture<>())
                .withHandlers(() -> List.of(meter));
        try (MqttBroker broker = MqttBroker.start(List.of(options), Journal.none(), InstantSource.system());
                RawClient client = new RawClient(broker.port("local")).connected("c")) {
            client.send(RawClient.publish(2, "t", 1, "waits for a tap that never takes it"));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(client));
            long bytes = meter.stopped.get(20, TimeUnit.SECONDS);
            assertTrue(bytes < BOUND, bytes + " bytes were read");
            client.close();
            writing.handle((none, closed) -> true).get(10, TimeUnit.SECONDS);
        }
    }

    private static void write(RawClient client) {
        byte[] large = RawClient.subscribe(1, "x".repeat(60_000), 0);
        try {
            for (int i = 0; i < PACKETS; i++) {
                client.send(large);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
