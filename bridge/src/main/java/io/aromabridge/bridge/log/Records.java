package io.aromabridge.bridge.log;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The format of the files, version 1. All numbers are big-endian.
 *
 * <pre>
 *   file    = header record*
 *   header  = magic:8 version:4 number:8 next-position:8 crc32c:4      the CRC is over what is before it
 *   record  = length:4 crc32c:4 body                                   both are over the body
 *   body    = 1 position:8 since:8 expires:8 flags:1 topic-length:2 topic payload     a message
 *           | 2 position:8*                                            tombstones of messages
 *   flags   = QoS + 4 if retained
 * </pre>
 *
 * A tombstone never comes before its message. A message may be there twice, with the same position:
 * the later one counts.
 */
final class Records {
    static final int HEADER_BYTES = 32;
    static final int PREFIX_BYTES = 8;
    static final int VERSION = 1;
    static final byte MESSAGE = 1;
    static final byte TOMBSTONE = 2;
    static final int MESSAGE_BYTES = 28;
    static final int RETAINED = 4;

    private static final long MAGIC = 0x41524F4D414C4F47L;
    private static final int QOS_MASK = 3;

    private Records() {}

    static ByteBuffer header(long number, long nextPosition) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putLong(number).putLong(nextPosition);
        header.putInt(crc(header, 0, header.position()));
        return header.flip();
    }

    /** What is wrong with the header of a file; empty if nothing is. */
    static Optional<String> headerTrouble(ByteBuffer file, long number) {
        if (file.limit() < HEADER_BYTES) {
            return Optional.of("it is shorter than its header");
        }
        if (file.getLong(0) != MAGIC) {
            return Optional.of("it does not begin as a file of a queue does");
        }
        int version = file.getInt(8);
        if (file.getInt(HEADER_BYTES - 4) != crc(file, 0, HEADER_BYTES - 4)) {
            return Optional.of("its header is damaged");
        }
        if (version != VERSION) {
            return Optional.of("it has format " + version + ", and only " + VERSION + " is known here");
        }
        return file.getLong(12) == number ? Optional.empty() : Optional.of("it was made under another name");
    }

    static long nextPosition(ByteBuffer file) {
        return file.getLong(20);
    }

    /** The checksum of some bytes of a buffer; its position and limit stay. */
    static int crc(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(from, length));
        return (int) crc.getValue();
    }

    /** The length of a whole record that begins here and is sound; empty if none does. */
    static Optional<Integer> sound(ByteBuffer file, int at) {
        int left = file.limit() - at - PREFIX_BYTES;
        if (left < 1) {
            return Optional.empty();
        }
        int length = file.getInt(at);
        boolean sound = length >= 1 && length <= left && file.getInt(at + 4) == crc(file, at + PREFIX_BYTES, length);
        return sound ? Optional.of(PREFIX_BYTES + length) : Optional.empty();
    }

    /** Whether what is left of a file looks like a last write that was not finished. */
    static boolean torn(ByteBuffer file, int at) {
        int left = file.limit() - at - PREFIX_BYTES;
        return left < 1 || file.getInt(at) >= left || isZero(file, at);
    }

    /** Some file systems fill with zeros what a power loss kept them from writing. */
    private static boolean isZero(ByteBuffer file, int from) {
        for (int i = from; i < file.limit(); i++) {
            if (file.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The positions in a sound record of tombstones; empty if the record is not one. */
    static Optional<LongBuffer> tombstones(ByteBuffer file, int at, int length) {
        int bodyBytes = length - PREFIX_BYTES;
        if (file.get(at + PREFIX_BYTES) != TOMBSTONE || bodyBytes % Long.BYTES != 1) {
            return Optional.empty();
        }
        return Optional.of(file.slice(at + PREFIX_BYTES + 1, bodyBytes - 1).asLongBuffer());
    }

    /** The message of a sound record; empty if the record is not one. */
    static Optional<StoredMessage> message(ByteBuffer file, int at, int length) {
        ByteBuffer record = file.slice(at + PREFIX_BYTES, length - PREFIX_BYTES);
        if (record.remaining() < MESSAGE_BYTES || record.get() != MESSAGE) {
            return Optional.empty();
        }
        long position = record.getLong();
        long since = record.getLong();
        long expires = record.getLong();
        int flags = record.get();
        int topicLength = Short.toUnsignedInt(record.getShort());
        if (topicLength > record.remaining() || (flags & QOS_MASK) == QOS_MASK) {
            return Optional.empty();
        }
        byte[] topic = new byte[topicLength];
        record.get(topic);
        byte[] payload = new byte[record.remaining()];
        record.get(payload);
        try {
            Message message = new Message(
                    TopicName.of(new String(topic, StandardCharsets.UTF_8)),
                    Payload.owning(payload),
                    QoS.of(flags & QOS_MASK),
                    (flags & RETAINED) != 0);
            return Optional.of(new StoredMessage(position, since, expires, message));
        } catch (TopicSyntaxException e) {
            return Optional.empty();
        }
    }
}
