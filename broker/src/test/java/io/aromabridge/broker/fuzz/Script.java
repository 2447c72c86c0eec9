package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.acknowledgement;
import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.number;
import static io.aromabridge.testing.mqtt.RawClient.packet;
import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.subscribe;
import static io.aromabridge.testing.mqtt.RawClient.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a client says while it keeps the rules: a CONNECT, and then packets of all types (MQTT 3.1.1, section 2.2.1),
 * those that only a broker sends among them.
 */
final class Script {
    /** The one user under whose name strangers come in; it may read and write below {@code h/}. */
    static final String USER = "hostile";

    private static final List<String> TOPICS = List.of("h/a", "h/b", "h/a/b", "h/", "h/c/d/e", "good/TCP/0", "news");
    private static final List<String> FILTERS =
            List.of("#", "h/#", "h/+", "+/+", "h/a", "good/#", "+/#", "$SYS/#", "h/a/#", "/", "$share/x/h/#");

    private final RandomGenerator random;

    Script(RandomGenerator random) {
        this.random = random;
    }

    /** A valid CONNECT, of MQTT 3.1 or 3.1.1, some with mosquitto's bridge bit. */
    byte[] connect() {
        boolean old = random.nextInt(8) == 0;
        int level = (old ? 3 : 4) | (random.nextInt(8) == 0 ? 0x80 : 0);
        boolean will = random.nextInt(4) == 0;
        int flags = 0x80
                | (random.nextInt(3) > 0 ? 2 : 0)
                | (will ? 4 | (random.nextInt(3) << 3) | (random.nextInt(4) == 0 ? 0x20 : 0) : 0);
        return packet(
                0x10,
                text(old ? "MQIsdp" : "MQTT"),
                new byte[] {(byte) level, (byte) flags},
                number(60),
                text("h" + Integer.toHexString(random.nextInt(16))),
                will ? join(text("h/w"), text("gone")) : new byte[0],
                text(USER));
    }

    /** Two to nine valid packets after a CONNECT; one of a broker's own may be the last. */
    List<byte[]> packets() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 2 + random.nextInt(7); i > 0; i--) {
            packets.add(clients());
        }
        if (random.nextInt(8) == 0) {
            packets.add(brokers());
        }
        return packets;
    }

    String topic() {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    int packetId() {
        return 1 + random.nextInt(5);
    }

    byte[] publication() {
        int qos = random.nextInt(3);
        int dup = qos > 0 && random.nextInt(4) == 0 ? 8 : 0;
        return publish(dup | (qos << 1) | random.nextInt(2), topic(), packetId(), "x".repeat(random.nextInt(200)));
    }

    byte[] subscription() {
        byte[] filters = new byte[0];
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            filters = join(filters, text(FILTERS.get(random.nextInt(FILTERS.size()))), qos());
        }
        return packet(0x82, number(packetId()), filters);
    }

    private byte[] qos() {
        return new byte[] {(byte) random.nextInt(3)};
    }

    private byte[] clients() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> publication();
            case 4, 5 -> subscription();
            case 6 -> packet(0xa2, number(packetId()), text(FILTERS.get(random.nextInt(FILTERS.size()))));
            case 7 -> acknowledgement(0x40, packetId());
            case 8 -> acknowledgement(0x50, packetId());
            case 9 -> acknowledgement(0x62, packetId());
            case 10 -> acknowledgement(0x70, packetId());
            default -> random.nextInt(5) == 0 ? new byte[] {(byte) 0xe0, 0} : new byte[] {(byte) 0xc0, 0};
        };
    }

    /** A packet that only a broker sends. */
    byte[] brokers() {
        return switch (random.nextInt(4)) {
            case 0 -> packet(0x20, new byte[] {(byte) random.nextInt(2), (byte) random.nextInt(6)});
            case 1 -> packet(0x90, number(packetId()), qos());
            case 2 -> acknowledgement(0xb0, packetId());
            default -> packet(0xd0);
        };
    }

    /** A subscription to everything that it may see, for offences that want something to come back. */
    static byte[] toOwn() {
        return subscribe(9, "h/#", 2);
    }
}
