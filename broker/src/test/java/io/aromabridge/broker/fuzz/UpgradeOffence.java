package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What comes instead of a WebSocket's opening handshake (RFC 6455, section 4.2.1). */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum UpgradeOffence {
    MQTT(random -> new Script(random).connect()),
    OTHER_PATH(random -> changed("/mqtt", "/" + "x".repeat(random.nextInt(300)))),
    LONG_PATH(random -> changed("/mqtt", "/" + "x".repeat(4000 + random.nextInt(9000)))),
    OTHER_METHOD(random -> changed("GET", new String[] {"POST", "PUT", "CONNECT", "get", "\0"}[random.nextInt(5)])),
    OTHER_HTTP(random -> changed("HTTP/1.1", new String[] {"HTTP/1.0", "HTTP/9.9", "HTTP", ""}[random.nextInt(4)])),
    OTHER_VERSION(random -> changed("Version: 13", "Version: " + random.nextInt(300))),
    NO_KEY(random -> changed("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")),
    BAD_KEY(random -> changed("dGhlIHNhbXBsZSBub25jZQ==", "\u0001\u00ff")),
    NO_UPGRADE(random -> changed("Upgrade: websocket\r\n", "")),
    OTHER_SUBPROTOCOL(random -> changed("Protocol: mqtt", "Protocol: chat")),
    HUGE_HEADER(random -> changed("Host: localhost", "Host: " + "h".repeat(5000 + random.nextInt(20_000)))),
    MANY_HEADERS(random -> changed("Host: localhost", "A: b\r\n".repeat(random.nextInt(3000)) + "Host: localhost")),
    BAD_HEADER(random -> changed(
            "Host: localhost", new String[] {": x", "Host localhost", "H\0: x", "\u00ff: \r"}[random.nextInt(4)])),
    BODY(random -> changed("Host: localhost", "Host: localhost\r\nContent-Length: " + random.nextLong())),
    LARGE_BODY(random -> join(
            changed("Host: localhost", "Host: localhost\r\nContent-Length: 300000"),
            ByteMutation.bytes(random.nextInt(200_000), random))),
    CHUNKS(random -> join(
            changed("Host: localhost", "Host: localhost\r\nTransfer-Encoding: chunked"),
            "zz\r\n\r\n".getBytes(ISO_8859_1))),
    BOTH_LENGTHS(random ->
            changed("Host: localhost", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\nContent-Length: 5")),
    TWICE(random -> join(WebSocketSocket.upgrade(), WebSocketSocket.upgrade())),
    PIPELINED_REQUESTS(
            random -> "GET / HTTP/1.1\r\n\r\n".repeat(1 + random.nextInt(200)).getBytes(ISO_8859_1)),
    CUT(random -> Arrays.copyOf(WebSocketSocket.upgrade(), random.nextInt(WebSocketSocket.upgrade().length))),
    BIT_FLIPS(random -> {
        byte[] bytes = WebSocketSocket.upgrade();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }),
    GARBAGE(random -> ByteMutation.bytes(1 + random.nextInt(6000), random));

    private final Function<RandomGenerator, byte[]> made;

    UpgradeOffence(Function<RandomGenerator, byte[]> made) {
        this.made = made;
    }

    private static byte[] changed(String what, String into) {
        return WebSocketSocket.UPGRADE.replace(what, into).getBytes(ISO_8859_1);
    }

    byte[] bytes(RandomGenerator random) {
        return made.apply(random);
    }
}
