package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MQTT over WebSocket (MQTT 3.1.1, section 6), plain and with TLS. */
class WebSocketTest {
    private final DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
    private MqttBroker broker;
    private HttpClient http;

    private static ListenerOptions listener(String name, Optional<ListenerTls> tls) {
        ListenerOptions plain = ListenerOptions.tcp(
                        name, "127.0.0.1", 0, TestBroker.ANYBODY, Limits.DEFAULT, TestBroker.NO_TAP)
                .overWebSocket("/mqtt");
        return tls.map(plain::withTls).orElse(plain);
    }

    @BeforeEach
    void start() throws Exception {
        ListenerTls tls = ListenerTls.of(
                authority.server(new ServerNames(List.of("localhost"), List.of(InetAddress.getLoopbackAddress()))));
        broker = MqttBroker.start(
                List.of(
                        listener("ws", Optional.empty()),
                        listener("wss", Optional.of(tls)),
                        ListenerOptions.tcp(
                                "tcp", "127.0.0.1", 0, TestBroker.ANYBODY, Limits.DEFAULT, TestBroker.NO_TAP)),
                Journal.none(),
                InstantSource.system());
        http = HttpClient.newBuilder()
                .sslContext(ClientTls.of(List.of(authority.certificate()), Optional.empty())
                        .sslContext())
                .build();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    /** A client that keeps all bytes of binary frames, and tells how the connection was closed. */
    private static final class Frames implements WebSocket.Listener {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BlockingQueue<byte[]> all = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            all.add(bytes.toByteArray());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        /** Waits until these bytes, and no others, have come. */
        void expect(byte[] expected) throws InterruptedException {
            byte[] seen = new byte[0];
            while (seen.length < expected.length) {
                byte[] next = all.poll(10, TimeUnit.SECONDS);
                assertTrue(next != null, "only " + Arrays.toString(seen) + " came");
                seen = next;
            }
            assertArrayEquals(expected, seen, Arrays.toString(seen));
        }
    }

    private WebSocket open(String scheme, String listener, Frames frames) throws Exception {
        return http.newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create(scheme + "://localhost:" + broker.port(listener) + "/mqtt"), frames)
                .get(10, TimeUnit.SECONDS);
    }

    private static void send(WebSocket socket, byte[] bytes) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(10, TimeUnit.SECONDS);
    }

    private static final byte[] CONNACK = {0x20, 2, 0, 0};
    private static final byte[] SUBACK = {(byte) 0x90, 3, 0, 1, 0};

    @Test
    void packetsNeedNotEndWhereFramesEnd() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = open("ws", "ws", frames);
        assertEquals("mqtt", socket.getSubprotocol());
        byte[] packets = RawClient.join(
                RawClient.connect("w"), RawClient.subscribe(1, "t", 0), RawClient.publish(0, "t", 0, "x".repeat(300)));
        byte[] published = RawClient.publish(0, "t", 0, "x".repeat(300));
        // Byte by byte at first, then all the rest in one frame.
        for (int i = 0; i < 20; i++) {
            send(socket, Arrays.copyOfRange(packets, i, i + 1));
        }
        send(socket, Arrays.copyOfRange(packets, 20, packets.length));
        frames.expect(RawClient.join(CONNACK, SUBACK, published));
        socket.abort();
    }

    @Test
    void reachesSubscribersOfOtherListeners() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = open("wss", "wss", frames);
        try (RawClient tcp = new RawClient(broker.port("tcp")).connected("tcp").subscribed("t", 0)) {
            send(socket, RawClient.join(RawClient.connect("w"), RawClient.publish(0, "t", 0, "over wss")));
            assertEquals("over wss", tcp.read(3).payload());
        }
        socket.abort();
    }

    @Test
    void aTextFrameEndsTheConnection() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = open("ws", "ws", frames);
        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
        assertEquals(1003, frames.closed.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aMessageInSeveralContinuationFramesIsOne() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = open("ws", "ws", frames);
        byte[] connect = RawClient.connect("c");
        socket.sendBinary(ByteBuffer.wrap(connect, 0, 5), false).get(10, TimeUnit.SECONDS);
        socket.sendBinary(ByteBuffer.wrap(connect, 5, connect.length - 5), true).get(10, TimeUnit.SECONDS);
        frames.expect(CONNACK);
        socket.abort();
    }

    @Test
    void saysWhereMqttIsToABrowserAndToAnotherPath() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + broker.port("ws") + "/"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertEquals(404, response.statusCode());
        assertEquals("Here is MQTT over WebSocket, at /mqtt.\n", response.body());
        ExecutionException e = assertThrows(ExecutionException.class, () -> http.newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create("ws://localhost:" + broker.port("ws") + "/other"), new Frames())
                .get(10, TimeUnit.SECONDS));
        assertTrue(String.valueOf(e.getCause()).contains("WebSocketHandshakeException"), e.toString());
    }

    @Test
    void plainMqttOnTheWebSocketPortHarmsNobody() throws Exception {
        try (RawClient confused = new RawClient(broker.port("ws"))) {
            confused.send(RawClient.connect("confused"), new byte[] {13, 10, 13, 10});
            confused.readOrEnd();
        }
        Frames frames = new Frames();
        WebSocket socket = open("ws", "ws", frames);
        send(socket, RawClient.connect("after"));
        frames.expect(CONNACK);
        socket.abort();
    }
}
