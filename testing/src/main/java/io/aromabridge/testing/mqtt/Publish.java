package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;

/**
 * Carries a message (section 3.3).
 *
 * @param topic any text, so that a script can send what a broker must not
 * @param id the packet identifier, 1 to 65535; 0 with QoS 0, which has none
 * @param duplicate whether it is sent again
 */
public record Publish(String topic, Payload payload, QoS qos, int id, boolean retained, boolean duplicate)
        implements Packet {
    /** The same with QoS 1. */
    public Publish withQos1(int packetId) {
        return new Publish(topic, payload, QoS.AT_LEAST_ONCE, packetId, retained, duplicate);
    }

    /** The same with QoS 2. */
    public Publish withQos2(int packetId) {
        return new Publish(topic, payload, QoS.EXACTLY_ONCE, packetId, retained, duplicate);
    }

    /** The same with the flag RETAIN. */
    public Publish withRetain() {
        return new Publish(topic, payload, qos, id, true, duplicate);
    }

    /** The same with the flag DUP. */
    public Publish withDuplicate() {
        return new Publish(topic, payload, qos, id, retained, true);
    }

    @Override
    public byte[] bytes() {
        PacketWriter out = new PacketWriter().text(topic);
        if (qos != QoS.AT_MOST_ONCE) {
            out.u16(id);
        }
        return out.raw(payload).packet(0x30 | (duplicate ? 8 : 0) | (qos.level() << 1) | (retained ? 1 : 0));
    }

    @Override
    public String toString() {
        return "PUBLISH(" + topic + ", qos " + qos.level() + (qos == QoS.AT_MOST_ONCE ? "" : ", id " + id)
                + (duplicate ? ", dup" : "") + (retained ? ", retain" : "") + ", \"" + payload.excerpt(60) + "\")";
    }
}
