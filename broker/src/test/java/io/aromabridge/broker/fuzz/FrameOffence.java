package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.WebSocketSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Frames that a WebSocket client may not send, or not to an MQTT broker (RFC 6455, section 5). */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum FrameOffence {
    TEXT((mqtt, random) -> frame(0x81, "hello".getBytes(UTF_8))),
    TEXT_BAD_UTF8((mqtt, random) -> frame(0x81, new byte[] {(byte) 0xff, (byte) 0xc0})),
    FRAGMENTS((mqtt, random) -> {
        byte[] all = frame(0x02, Arrays.copyOf(mqtt, 1));
        for (int i = 1; i < mqtt.length - 1; i++) {
            all = join(all, frame(0x00, Arrays.copyOfRange(mqtt, i, i + 1)));
        }
        return random.nextBoolean()
                ? all
                : join(all, frame(0x80, Arrays.copyOfRange(mqtt, mqtt.length - 1, mqtt.length)));
    }),
    MANY_EMPTY_FRAGMENTS((mqtt, random) -> {
        byte[][] all = new byte[1 + random.nextInt(2000)][];
        Arrays.fill(all, frame(0x00, new byte[0]));
        return join(frame(0x02, mqtt), join(all));
    }),
    FRAGMENTS_TOO_LARGE((mqtt, random) -> {
        byte[][] all = new byte[5 + random.nextInt(3)][];
        Arrays.fill(all, frame(0x00, new byte[65_000]));
        return join(frame(0x02, mqtt), join(all));
    }),
    BINARY_IN_A_FRAGMENTED_MESSAGE((mqtt, random) -> join(frame(0x02, mqtt), frame(0x82, mqtt))),
    CONTINUATION_OF_NOTHING((mqtt, random) -> frame(0x80, mqtt)),
    UNMASKED((mqtt, random) -> frame(0x82, 0, mqtt.length, mqtt)),
    LENGTH_LIES((mqtt, random) -> frame(0x82, 0x80, random.nextInt(70_000), mqtt)),
    HUGE_LENGTH((mqtt, random) -> frame(0x82, 0x80, 1L << (30 + random.nextInt(34)), mqtt)),
    FRAME_TOO_LARGE((mqtt, random) -> frame(0x82, new byte[262_144 + random.nextInt(40_000)])),
    RESERVED_BITS((mqtt, random) -> frame(0x82 | ((1 + random.nextInt(7)) << 4), mqtt)),
    RESERVED_OPCODE((mqtt, random) -> frame(0x80 | (3 + random.nextInt(5)), mqtt)),
    RESERVED_CONTROL((mqtt, random) -> frame(0x8b + random.nextInt(5), mqtt)),
    PING_FLOOD((mqtt, random) -> {
        byte[][] all = new byte[1 + random.nextInt(2000)][];
        Arrays.fill(all, frame(0x89, new byte[random.nextInt(126)]));
        return join(all);
    }),
    PONGS((mqtt, random) -> join(frame(0x8a, new byte[0]), frame(0x8a, new byte[125]), frame(0x82, mqtt))),
    PING_TOO_LONG((mqtt, random) -> frame(0x89, new byte[126 + random.nextInt(1000)])),
    PING_IN_FRAGMENTS((mqtt, random) -> join(frame(0x09, new byte[3]), frame(0x80, new byte[3]))),
    CLOSE_OF_ONE_BYTE((mqtt, random) -> frame(0x88, new byte[] {3})),
    CLOSE_WITH_ANY_CODE((mqtt, random) -> frame(0x88, ByteMutation.bytes(2 + random.nextInt(100), random))),
    DATA_AFTER_CLOSE((mqtt, random) -> join(frame(0x88, new byte[] {3, (byte) 0xe8}), frame(0x82, mqtt))),
    EMPTY_FRAMES((mqtt, random) -> join(frame(0x82, new byte[0]), frame(0x82, new byte[0]), frame(0x82, mqtt))),
    CUT((mqtt, random) -> {
        byte[] whole = frame(0x82, mqtt);
        return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    }),
    BIT_FLIPS((mqtt, random) -> {
        byte[] whole = frame(0x82, mqtt);
        whole[random.nextInt(Math.min(8, whole.length))] ^= (byte) (1 << random.nextInt(8));
        return whole;
    }),
    NO_FRAMES((mqtt, random) -> mqtt),
    GARBAGE((mqtt, random) -> ByteMutation.bytes(1 + random.nextInt(600), random));

    private final BiFunction<byte[], RandomGenerator, byte[]> made;

    FrameOffence(BiFunction<byte[], RandomGenerator, byte[]> made) {
        this.made = made;
    }

    /** What is written below WebSocket; {@code mqtt} is what would be in a frame, at least two bytes. */
    byte[] bytes(byte[] mqtt, RandomGenerator random) {
        return made.apply(mqtt, random);
    }
}
