package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.Packet.Answer;
import io.aromabridge.testing.mqtt.Packet.Plain;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads packets. One that would not be written in just these bytes is malformed. */
final class PacketParser {
    private PacketParser() {}

    /**
     * The packet.
     *
     * @param bytes all of it, with the fixed header
     */
    static Packet parse(byte[] bytes) {
        Packet malformed = new Packet.Malformed(Payload.copyOf(bytes));
        try {
            int header = 1;
            while (header < bytes.length - 1 && (bytes[header] & 0x80) != 0) {
                header++;
            }
            Packet packet = parse(bytes[0] & 0xff, ByteBuffer.wrap(bytes, header + 1, bytes.length - header - 1))
                    .orElse(malformed);
            return Arrays.equals(packet.bytes(), bytes) ? packet : malformed;
        } catch (BufferUnderflowException | IllegalArgumentException notMqtt) {
            return malformed;
        }
    }

    private static Optional<Packet> parse(int first, ByteBuffer in) {
        return switch (first >> 4) {
            case 1 -> Optional.of(connect(in));
            case 2 -> Optional.of(new Packet.Connack(in.get() == 1, in.get() & 0xff));
            case 3 -> Optional.of(publish(first, in));
            case 8 -> Optional.of(subscribe(in));
            case 9 -> Optional.of(suback(in));
            case 10 -> Optional.of(unsubscribe(in));
            default -> simple(first, in);
        };
    }

    private static Optional<Packet> simple(int first, ByteBuffer in) {
        for (Answer.Type type : Answer.Type.values()) {
            if (type.first == first) {
                return Optional.of(new Answer(type, u16(in)));
            }
        }
        for (Plain.Word word : Plain.Word.values()) {
            if (word.first == first) {
                return Optional.of(new Plain(word));
            }
        }
        return Optional.empty();
    }

    private static Packet connect(ByteBuffer in) {
        String protocol = text(in);
        int level = in.get();
        if (!protocol.equals("MQTT") || level != 4) {
            throw new IllegalArgumentException("not MQTT 3.1.1");
        }
        int flags = in.get();
        int keepAlive = u16(in);
        String clientId = text(in);
        Optional<Message> will = (flags & 4) == 0
                ? Optional.empty()
                : Optional.of(new Message(
                        TopicName.of(text(in)),
                        Payload.owning(field(in)),
                        QoS.of((flags >> 3) & 3),
                        (flags & 0x20) != 0));
        Optional<String> user = (flags & 0x80) == 0 ? Optional.empty() : Optional.of(text(in));
        Optional<Payload> password = (flags & 0x40) == 0 ? Optional.empty() : Optional.of(Payload.owning(field(in)));
        return new Connect(clientId, (flags & 2) != 0, keepAlive, will, user, password);
    }

    private static Packet publish(int first, ByteBuffer in) {
        String topic = text(in);
        QoS qos = QoS.of((first >> 1) & 3);
        int id = qos == QoS.AT_MOST_ONCE ? 0 : u16(in);
        return new Publish(topic, Payload.owning(rest(in)), qos, id, (first & 1) != 0, (first & 8) != 0);
    }

    private static Packet subscribe(ByteBuffer in) {
        int id = u16(in);
        List<Packet.Subscribe.Request> requests = new ArrayList<>();
        while (in.hasRemaining()) {
            requests.add(new Packet.Subscribe.Request(text(in), QoS.of(in.get())));
        }
        return new Packet.Subscribe(id, requests);
    }

    private static Packet suback(ByteBuffer in) {
        int id = u16(in);
        List<Integer> codes = new ArrayList<>();
        while (in.hasRemaining()) {
            codes.add(in.get() & 0xff);
        }
        return new Packet.Suback(id, codes);
    }

    private static Packet unsubscribe(ByteBuffer in) {
        int id = u16(in);
        List<String> filters = new ArrayList<>();
        while (in.hasRemaining()) {
            filters.add(text(in));
        }
        return new Packet.Unsubscribe(id, filters);
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static String text(ByteBuffer in) {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    /** What has its length in front. */
    private static byte[] field(ByteBuffer in) {
        byte[] bytes = new byte[u16(in)];
        in.get(bytes);
        return bytes;
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
