package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.connect;
import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.number;
import static io.aromabridge.testing.mqtt.RawClient.packet;
import static io.aromabridge.testing.mqtt.RawClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A CONNECT that breaks a rule, instead of the one at the head of the stream. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum ConnectOffence implements Mutation {
    ANY_FLAGS(random -> connect(4, random.nextInt(256), "h1", fields(random))),
    ANY_LEVEL(random -> connect(random.nextInt(256), 0x82, "h1", text(Script.USER))),
    MQTT_5(random -> connect(5, 0x82, "h1", text(Script.USER))),
    MQTT_5_PROPERTIES(random ->
            packet(0x10, text("MQTT"), new byte[] {5, 2}, number(60), ByteMutation.bytes(random.nextInt(60), random))),
    ANY_PROTOCOL_NAME(random -> packet(
            0x10,
            text(List.of("", "mqtt", "MQTT ", "MQIsdp", "HTTP", "x".repeat(70), "\0\0\0\0")
                    .get(random.nextInt(7))),
            new byte[] {(byte) (3 + random.nextInt(2)), 2},
            number(60),
            text("h1"))),
    CLIENT_IDENTIFIER(random -> connect(
            4,
            0x80 | (random.nextInt(2) << 1),
            List.of(
                            "",
                            "\0",
                            "h\r\nWARN forged",
                            "\u001b[2J",
                            "i".repeat(255),
                            "i".repeat(300),
                            "+",
                            "#",
                            "/",
                            "\u2028")
                    .get(random.nextInt(10)),
            text(Script.USER))),
    WILL(random -> connect(
            4,
            0x86 | (random.nextInt(4) << 3) | (random.nextInt(2) << 5),
            "h2",
            text(List.of("good/TCP/x", "news", "#", "", "h/\0", "$SYS/x", "h" + "/".repeat(100), "h/\n", "h/w")
                    .get(random.nextInt(9))),
            text("forged"),
            text(Script.USER))),
    USER_NAME(random -> connect(
            4,
            0xc2,
            "h3",
            text(List.of("good", "", "+", "#", "a\r\nERROR forged", "\0", "u".repeat(60_000))
                    .get(random.nextInt(7))),
            text("guess" + random.nextInt(10)))),
    PASSWORD_ALONE(random -> connect(4, 0x42, "h4", text("secret"))),
    FIELDS_MISSING(random -> connect(4, 0xc6 | random.nextInt(64), "h5")),
    MORE_BEHIND_IT(
            random -> connect(4, 2, "h6", text(Script.USER), ByteMutation.bytes(1 + random.nextInt(50), random))),
    EMPTY(random -> packet(0x10)),
    HUGE(random -> connect(4, 0xc2, "h7", text(Script.USER), text("p".repeat(60_000 + random.nextInt(5000))))),
    FLAGS_OF_THE_HEADER(random -> packet(
            0x11 + random.nextInt(15), text("MQTT"), new byte[] {4, (byte) 0x82}, number(60), text("h8"), text("u"))),
    ANOTHER_FIRST(random -> join(new Script(random).publication(), new Script(random).connect())),
    ANOTHER_PROTOCOL(random -> List.of(
                    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                    "SSH-2.0-OpenSSH_9.0\r\n",
                    "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
                    "\u0010")
            .get(random.nextInt(4))
            .getBytes(UTF_8));

    private final Function<RandomGenerator, byte[]> made;

    ConnectOffence(Function<RandomGenerator, byte[]> made) {
        this.made = made;
    }

    private static byte[][] fields(RandomGenerator random) {
        byte[][] fields = new byte[random.nextInt(5)][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = text(List.of("h/w", Script.USER, "", "x").get(random.nextInt(4)));
        }
        return fields;
    }

    /** Its stream begins with CONNECT. */
    @Override
    public void spoil(List<byte[]> stream, RandomGenerator random) {
        stream.set(0, made.apply(random));
    }
}
