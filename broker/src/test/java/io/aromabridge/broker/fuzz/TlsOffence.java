package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.number;

import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What comes on the wire instead of TLS records (RFC 8446, section 5.1), in the place of a handshake or after it. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum TlsOffence {
    GARBAGE(random -> ByteMutation.bytes(1 + random.nextInt(2000), random)),
    MQTT(random -> new Script(random).connect()),
    HTTP(random -> WebSocketSocket.upgrade()),
    RECORD_OF_GARBAGE(random -> record(23, random.nextInt(400), random)),
    RECORDS_OF_GARBAGE(random -> {
        byte[] all = new byte[0];
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            all = join(all, record(20 + random.nextInt(5), random.nextInt(100), random));
        }
        return all;
    }),
    EMPTY_RECORDS(random -> {
        byte[][] all = new byte[1 + random.nextInt(100)][];
        Arrays.fill(all, new byte[] {(byte) (20 + random.nextInt(4)), 3, 3, 0, 0});
        return join(all);
    }),
    RECORD_TOO_LARGE(random -> record(23, 16_640 + random.nextInt(40_000), random)),
    RECORD_CUT(random -> Arrays.copyOf(record(23, 500, random), 1 + random.nextInt(400))),
    LENGTH_0_TO_65535(random -> join(new byte[] {22, 3, 1}, number(random.nextInt(65_536)))),
    OLD_VERSION(random ->
            join(new byte[] {22, (byte) random.nextInt(4), (byte) random.nextInt(4)}, number(4), number(0), number(0))),
    FATAL_ALERT(random -> new byte[] {21, 3, 3, 0, 2, 2, (byte) random.nextInt(120)}),
    WARNINGS(random -> {
        byte[][] all = new byte[1 + random.nextInt(200)][];
        Arrays.fill(all, new byte[] {21, 3, 3, 0, 2, 1, (byte) random.nextInt(120)});
        return join(all);
    }),
    CHANGE_CIPHER_SPECS(random -> {
        byte[][] all = new byte[1 + random.nextInt(200)][];
        Arrays.fill(all, new byte[] {20, 3, 3, 0, 1, 1});
        return join(all);
    }),
    HANDSHAKE_GARBAGE(random -> record(22, 4 + random.nextInt(300), random)),
    HANDSHAKE_HUGE(
            random -> join(new byte[] {22, 3, 1, 0, 8, (byte) random.nextInt(25), -1, -1, -1}, number(0), number(0))),
    HELLO_CUT(random -> Arrays.copyOf(Hello.BYTES, random.nextInt(Hello.BYTES.length))),
    HELLO_CHANGED(random -> {
        byte[] hello = Hello.BYTES.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            hello[random.nextInt(hello.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return hello;
    }),
    HELLO_TWICE(random -> join(Hello.BYTES, Hello.BYTES));

    private final Function<RandomGenerator, byte[]> made;

    TlsOffence(Function<RandomGenerator, byte[]> made) {
        this.made = made;
    }

    private static byte[] record(int type, int length, RandomGenerator random) {
        return join(new byte[] {(byte) type, 3, 3}, number(length), ByteMutation.bytes(length, random));
    }

    byte[] bytes(RandomGenerator random) {
        return made.apply(random);
    }

    /** A whole ClientHello of TLS 1.2: two cipher suites, two groups, two signature schemes. */
    private static final class Hello {
        static final byte[] BYTES = HexFormat.of()
                .parseHex("1603010053" + "0100004f" + "0303" + "11".repeat(32) + "00" + "0004c02fc030" + "0100"
                        + "0022" + "000a00060004001d0017" + "000b00020100" + "000d0006000404030804"
                        + "00170000" + "00230000");
    }
}
