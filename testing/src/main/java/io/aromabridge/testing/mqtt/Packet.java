package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A control packet of MQTT 3.1.1 (section 2 and 3). Its text is for failure messages, and has no password in it. */
public sealed interface Packet
        permits Connect,
                Publish,
                Packet.Connack,
                Packet.Answer,
                Packet.Subscribe,
                Packet.Suback,
                Packet.Unsubscribe,
                Packet.Plain,
                Packet.Malformed {
    /** The packet as it goes over the wire. */
    byte[] bytes();

    /** A CONNECT with a clean session and a keep alive of 60 s. */
    static Connect connect(String clientId) {
        return new Connect(clientId, true, 60, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A CONNACK that accepts, without a session. */
    static Connack connack() {
        return new Connack(false, 0);
    }

    /** A CONNACK that refuses. */
    static Connack refusal(int code) {
        return new Connack(false, code);
    }

    /** A PUBLISH with QoS 0. */
    static Publish publish(String topic, String payload) {
        return new Publish(topic, Payload.of(payload), QoS.AT_MOST_ONCE, 0, false, false);
    }

    /** A PUBACK. */
    static Answer puback(int id) {
        return new Answer(Answer.Type.PUBACK, id);
    }

    /** A PUBREC. */
    static Answer pubrec(int id) {
        return new Answer(Answer.Type.PUBREC, id);
    }

    /** A PUBREL. */
    static Answer pubrel(int id) {
        return new Answer(Answer.Type.PUBREL, id);
    }

    /** A PUBCOMP. */
    static Answer pubcomp(int id) {
        return new Answer(Answer.Type.PUBCOMP, id);
    }

    /** An UNSUBACK. */
    static Answer unsuback(int id) {
        return new Answer(Answer.Type.UNSUBACK, id);
    }

    /** A SUBSCRIBE with one filter. */
    static Subscribe subscribe(int id, String filter, QoS qos) {
        return new Subscribe(id, List.of(new Subscribe.Request(filter, qos)));
    }

    /**
     * A SUBACK.
     *
     * @param codes for each filter the granted QoS, or 0x80
     */
    static Suback suback(int id, Integer... codes) {
        return new Suback(id, List.of(codes));
    }

    /** An UNSUBSCRIBE. */
    static Unsubscribe unsubscribe(int id, String... filters) {
        return new Unsubscribe(id, List.of(filters));
    }

    /** A PINGREQ. */
    static Plain pingreq() {
        return new Plain(Plain.Word.PINGREQ);
    }

    /** A PINGRESP. */
    static Plain pingresp() {
        return new Plain(Plain.Word.PINGRESP);
    }

    /** A DISCONNECT. */
    static Plain disconnect() {
        return new Plain(Plain.Word.DISCONNECT);
    }

    /**
     * The answer to a CONNECT (section 3.2).
     *
     * @param sessionPresent whether the broker has a session of the client
     * @param code 0 accepts
     */
    record Connack(boolean sessionPresent, int code) implements Packet {
        @Override
        public byte[] bytes() {
            return new PacketWriter().u8(sessionPresent ? 1 : 0).u8(code).packet(0x20);
        }

        @Override
        public String toString() {
            return "CONNACK(" + (sessionPresent ? "session present, " : "") + "code " + code + ")";
        }
    }

    /**
     * A packet that is a packet identifier and nothing more.
     *
     * @param id 1 to 65535
     */
    record Answer(Type type, int id) implements Packet {
        /** Which packet it is (sections 3.4 to 3.7 and 3.11). */
        public enum Type {
            /** QoS 1 is done. */
            PUBACK(0x40),
            /** QoS 2, first answer. */
            PUBREC(0x50),
            /** QoS 2, release. */
            PUBREL(0x62),
            /** QoS 2 is done. */
            PUBCOMP(0x70),
            /** Unsubscribed. */
            UNSUBACK(0xb0);

            final int first;

            Type(int first) {
                this.first = first;
            }
        }

        @Override
        public byte[] bytes() {
            return new PacketWriter().u16(id).packet(type.first);
        }

        @Override
        public String toString() {
            return type + "(id " + id + ")";
        }
    }

    /** Asks for subscriptions (section 3.8). */
    record Subscribe(int id, List<Request> requests) implements Packet {
        /** One filter with the QoS that is asked for. */
        public record Request(String filter, QoS qos) {
            @Override
            public String toString() {
                return filter + " qos " + qos.level();
            }
        }

        /** Copies the requests. */
        public Subscribe {
            requests = List.copyOf(requests);
        }

        @Override
        public byte[] bytes() {
            PacketWriter out = new PacketWriter().u16(id);
            requests.forEach(r -> out.text(r.filter()).u8(r.qos().level()));
            return out.packet(0x82);
        }

        @Override
        public String toString() {
            return "SUBSCRIBE(id " + id + ", "
                    + requests.stream().map(Request::toString).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** The answer to a SUBSCRIBE (section 3.9). */
    record Suback(int id, List<Integer> codes) implements Packet {
        /** Copies the codes. */
        public Suback {
            codes = List.copyOf(codes);
        }

        @Override
        public byte[] bytes() {
            PacketWriter out = new PacketWriter().u16(id);
            codes.forEach(out::u8);
            return out.packet(0x90);
        }

        @Override
        public String toString() {
            return "SUBACK(id " + id + ", codes " + codes + ")";
        }
    }

    /** Ends subscriptions (section 3.10). */
    record Unsubscribe(int id, List<String> filters) implements Packet {
        /** Copies the filters. */
        public Unsubscribe {
            filters = List.copyOf(filters);
        }

        @Override
        public byte[] bytes() {
            PacketWriter out = new PacketWriter().u16(id);
            filters.forEach(out::text);
            return out.packet(0xa2);
        }

        @Override
        public String toString() {
            return "UNSUBSCRIBE(id " + id + ", " + String.join(", ", filters) + ")";
        }
    }

    /** A packet without content. */
    record Plain(Word word) implements Packet {
        /** Which packet it is (sections 3.12 to 3.14). */
        public enum Word {
            /** Are you there? */
            PINGREQ(0xc0),
            /** Yes. */
            PINGRESP(0xd0),
            /** The client goes in order. */
            DISCONNECT(0xe0);

            final int first;

            Word(int first) {
                this.first = first;
            }
        }

        @Override
        public byte[] bytes() {
            return new PacketWriter().packet(word.first);
        }

        @Override
        public String toString() {
            return word.toString();
        }
    }

    /** What is framed as a packet, and is none of MQTT 3.1.1. */
    record Malformed(Payload wire) implements Packet {
        @Override
        public byte[] bytes() {
            return wire.toBytes();
        }

        @Override
        public String toString() {
            byte[] bytes = wire.toBytes();
            String hex = HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 24)));
            return "no packet of MQTT 3.1.1 (" + bytes.length + " bytes: " + hex.toLowerCase(Locale.ROOT)
                    + (bytes.length > 24 ? " …)" : ")");
        }
    }
}
