package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.acknowledgement;
import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.number;
import static io.aromabridge.testing.mqtt.RawClient.packet;
import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.subscribe;
import static io.aromabridge.testing.mqtt.RawClient.text;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Well-made packets that a client may not send, at a random place among others. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum Offence implements Mutation {
    PACKET_ID_0((script, random) -> switch (random.nextInt(4)) {
        case 0 -> publish(2 + 2 * random.nextInt(2), "h/a", 0, "x");
        case 1 -> subscribe(0, "h/#", 1);
        case 2 -> packet(0xa2, number(0), text("h/#"));
        default -> acknowledgement(new int[] {0x40, 0x50, 0x62, 0x70}[random.nextInt(4)], 0);
    }),
    BAD_UTF8((script, random) -> {
        byte[][] bad = {
            {'h', '/', (byte) 0xc3},
            {(byte) 0xff, 'a'},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xc0, (byte) 0xaf}
        };
        byte[] bytes = bad[random.nextInt(bad.length)];
        byte[] text = join(number(bytes.length), bytes);
        return random.nextBoolean() ? packet(0x30, text) : packet(0x82, number(1), text, new byte[1]);
    }),
    NUL_IN_TOPIC((script, random) ->
            random.nextBoolean() ? publish(0, "h/\0", 0, "x") : subscribe(1, "h/\0/#", random.nextInt(3))),
    CONTROL_CHARACTERS((script, random) ->
            random.nextBoolean() ? publish(0, "good/\r\nx\u0085\u001b[1m", 0, "x") : subscribe(1, "h/\n/#/", 0)),
    WILDCARD_IN_NAME((script, random) ->
            publish(2, List.of("h/+", "#", "h/#", "+/+", "good/#").get(random.nextInt(5)), 1, "x")),
    BAD_FILTER((script, random) -> {
        List<String> bad = List.of("", "h/#/a", "h#", "h/+a", "##", "+#", "#/");
        String filter = bad.get(random.nextInt(bad.size()));
        return random.nextBoolean() ? subscribe(1, filter, 0) : packet(0xa2, number(1), text(filter));
    }),
    EMPTY_NAME((script, random) -> publish(random.nextInt(2), "", 1, "x")),
    HUGE_LEVELS((script, random) -> {
        String deep = "h" + (random.nextBoolean() ? "/" : "/+").repeat(1 + random.nextInt(30_000));
        return random.nextBoolean() ? publish(1, deep.replace('+', 'h'), 0, "x") : subscribe(1, deep, 1);
    }),
    DEEP_AS_ALLOWED((script, random) -> {
        String deep = "h" + "/+".repeat(63);
        return join(subscribe(1, deep, 1), publish(2, deep.replace('+', 'x'), 1, "x"));
    }),
    LONG_TOPIC((script, random) -> publish(2, "h/" + "y".repeat(65_000 + random.nextInt(533)), 1, "x")),
    QOS_3((script, random) ->
            random.nextBoolean() ? publish(6, "h/a", 1, "x") : subscribe(1, "h/a", 3 + random.nextInt(253))),
    UNKNOWN_ACKNOWLEDGEMENTS((script, random) -> {
        byte[] all = Script.toOwn();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            int header = new int[] {0x40, 0x50, 0x62, 0x70}[random.nextInt(4)];
            all = join(all, acknowledgement(header, 1 + random.nextInt(65_535)));
        }
        return all;
    }),
    WRONG_ACKNOWLEDGEMENTS((script, random) -> {
        byte[] all = Script.toOwn();
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            int header = new int[] {0x40, 0x50, 0x62, 0x70}[random.nextInt(4)];
            all = join(all, script.publication(), acknowledgement(header, 1 + random.nextInt(8)));
        }
        return all;
    }),
    QOS_2_GAMES((script, random) -> {
        byte[] all = new byte[0];
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            int id = 1 + random.nextInt(3);
            all = join(
                    all,
                    random.nextInt(3) > 0
                            ? publish(4 | (random.nextInt(2) << 3), script.topic(), id, "" + i)
                            : acknowledgement(0x62, id));
        }
        return all;
    }),
    MANY_IDS_TAKEN((script, random) -> {
        byte[][] all = new byte[often(random, 3000)][];
        for (int i = 0; i < all.length; i++) {
            all[i] = publish(4, "h/a", 1 + random.nextInt(65_535), "");
        }
        return join(all);
    }),
    SECOND_CONNECT((script, random) -> script.connect()),
    NO_FILTERS((script, random) -> packet(random.nextBoolean() ? 0x82 : 0xa2, number(1))),
    MANY_SUBSCRIBES((script, random) -> {
        byte[][] all = new byte[often(random, 3000)][];
        for (int i = 0; i < all.length; i++) {
            all[i] = subscribe(1 + i, "h/" + (random.nextBoolean() ? i : "+/" + i), random.nextInt(3));
        }
        return join(all);
    }),
    MANY_FILTERS((script, random) -> {
        byte[][] all = new byte[often(random, 8000)][];
        for (int i = 0; i < all.length; i++) {
            all[i] = join(text("h/" + i), new byte[] {1});
        }
        return packet(0x82, number(1), join(all));
    }),
    OVERSIZED((script, random) -> {
        byte[] whole = publish(2, "h/a", 1, "z".repeat(256 * 1024 + random.nextInt(100)));
        return random.nextInt(4) == 0 ? whole : java.util.Arrays.copyOf(whole, 1 + random.nextInt(2000));
    }),
    BIG_AS_ALLOWED((script, random) -> random.nextInt(10) > 0
            ? publish(2, "h/a", 1, "z".repeat(random.nextInt(5000)))
            : join(Script.toOwn(), publish(2, "h/a", 1, "z".repeat(255 * 1024)))),
    A_BROKERS_OWN((script, random) -> script.brokers()),
    RESERVED_TYPE((script, random) ->
            packet((random.nextBoolean() ? 0 : 0xf0) | random.nextInt(16), new byte[random.nextInt(4)])),
    ANOTHERS_TOPIC((script, random) -> publish(
            random.nextInt(2) | (random.nextInt(3) << 1),
            List.of("good/TCP/x", "news", "news/retained", "good", "$SYS/broker/uptime", "$SYS", "$other", "$share/a/b")
                    .get(random.nextInt(8)),
            7,
            "forged")),
    ANOTHERS_SUBSCRIPTION((script, random) -> join(
            subscribe(3, List.of("#", "good/#", "news/#", "+/+/+", "$SYS/#").get(random.nextInt(5)), 2),
            subscribe(4, "$share/g/#", 1)));

    private final BiFunction<Script, RandomGenerator, byte[]> made;

    Offence(BiFunction<Script, RandomGenerator, byte[]> made) {
        this.made = made;
    }

    /** Mostly a few, now and then as many as that. */
    private static int often(RandomGenerator random, int most) {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? most : 40);
    }

    @Override
    public void spoil(List<byte[]> stream, RandomGenerator random) {
        int first = stream.isEmpty() || (stream.get(0)[0] & 0xff) != 0x10 ? 0 : 1;
        stream.add(first + random.nextInt(stream.size() - first + 1), made.apply(new Script(random), random));
    }
}
