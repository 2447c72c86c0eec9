package io.aromabridge.broker.session;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A message on its way through the broker, with its payload in the form in which it is sent: one copy of the bytes for
 * all who get it.
 *
 * @param payload read-only, never released
 */
public record Publication(Message message, ByteBuf payload) {
    /** Of these bytes themselves, which the caller must not change any more. */
    public static Publication owning(TopicName topic, byte[] payload, QoS qos, boolean retained) {
        return new Publication(new Message(topic, Payload.owning(payload), qos, retained), buffer(payload));
    }

    /** The publication of a message. */
    public static Publication of(Message message) {
        return new Publication(message, buffer(message.payload().toBytes()));
    }

    private static ByteBuf buffer(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes).asReadOnly());
    }

    /** What it counts for in a queue that is bounded by bytes. */
    int bytes() {
        return message.payload().length() + message.topic().value().length();
    }
}
