package io.aromabridge.bridge.log;

import io.aromabridge.core.message.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records on their way into the log, which are written at once. Used again and again by one thread. */
public final class RecordBatch {
    /** Room for a busy moment's messages; a larger message gets a buffer of its own. */
    private static final int USUAL_BYTES = 256 * 1024;

    private final ByteBuffer usual = ByteBuffer.allocateDirect(USUAL_BYTES);
    private ByteBuffer bytes = usual;

    /** Begins a new one. */
    public void clear() {
        usual.clear();
        bytes = usual;
    }

    /** Its size in bytes. */
    public int size() {
        return bytes.position();
    }

    /** How many bytes a message takes whose topic and payload have so many. */
    public static long messageBytes(int bytes) {
        return (long) Records.PREFIX_BYTES + Records.MESSAGE_BYTES + bytes;
    }

    /** How many bytes so many tombstones take. */
    public static long tombstoneBytes(int messages) {
        return messages == 0 ? 0 : Records.PREFIX_BYTES + 1 + (long) messages * Long.BYTES;
    }

    /** Adds a message; it lies between {@link #size} before and after. */
    public void message(StoredMessage stored) {
        Message message = stored.message();
        byte[] topic = message.topic().value().getBytes(StandardCharsets.UTF_8);
        byte[] payload = message.payload().toBytes();
        int start = begin(Records.MESSAGE_BYTES + topic.length + payload.length);
        bytes.put(Records.MESSAGE)
                .putLong(stored.position())
                .putLong(stored.since())
                .putLong(stored.expires())
                .put((byte) (message.qos().level() + (message.retained() ? Records.RETAINED : 0)))
                .putShort((short) topic.length)
                .put(topic)
                .put(payload);
        end(start);
    }

    /** Adds the tombstones of the messages at these positions. */
    public void tombstones(List<Long> positions) {
        int start = begin(1 + positions.size() * Long.BYTES);
        bytes.put(Records.TOMBSTONE);
        positions.forEach(bytes::putLong);
        end(start);
    }

    private int begin(int bodyBytes) {
        int needed = Records.PREFIX_BYTES + bodyBytes;
        if (bytes.remaining() < needed) {
            ByteBuffer larger = ByteBuffer.allocate(Math.addExact(bytes.position(), Math.max(needed, USUAL_BYTES)));
            bytes = larger.put(bytes.flip());
        }
        int start = bytes.position();
        bytes.position(start + Records.PREFIX_BYTES);
        return start;
    }

    private void end(int start) {
        int body = start + Records.PREFIX_BYTES;
        int length = bytes.position() - body;
        bytes.putInt(start, length).putInt(start + 4, Records.crc(bytes, body, length));
    }

    ByteBuffer content() {
        return bytes.duplicate().flip();
    }
}
