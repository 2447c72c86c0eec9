package io.aromabridge.bench.load;

import io.aromabridge.bench.wire.LoadPackets;
import io.aromabridge.bench.wire.Wire;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.BitSet;

/**
 * Publishes as much as its window allows, many messages at a time. A payload begins with the run's id, the publisher,
 * the number of the message and the time of its sending.
 */
final class LoadPublisher implements Participant, AutoCloseable {
    /** The part of a payload that is not filler: three ints and a long. */
    static final int MARK_BYTES = 20;

    /** Less than so many free places are not worth a call of the operating system. */
    private static final int BATCH = 64;

    private static final int SEND_BYTES = 256 * 1024;
    private static final int PACKET_IDENTIFIERS = 65_535;

    // fixed
    private final Load load;
    private final int number;
    private final byte[] head;
    private final byte[] filler = new byte[Load.PAYLOAD_BYTES - MARK_BYTES];
    private final int packetBytes;
    private final int batch;
    private final Wire wire;

    // valid for the run
    private final BitSet outstanding = new BitSet(PACKET_IDENTIFIERS + 1);
    private int sent;
    private int acknowledged;
    private int received;

    LoadPublisher(Load load, int number, Selector selector) throws IOException {
        this.load = load;
        this.number = number;
        this.head = LoadPackets.publishHead(load.topic(number), load.qos(), Load.PAYLOAD_BYTES);
        this.packetBytes = head.length + (load.qos() > 0 ? 2 : 0) + Load.PAYLOAD_BYTES;
        this.batch = Math.max(1, Math.min(BATCH, load.window() / 4));
        this.wire = new Wire(
                Handshake.connect(load.way().in(), load.way().things(), "bench-" + load.id() + "-" + number, true),
                selector,
                this,
                SEND_BYTES);
    }

    @Override
    public String name() {
        return "publisher " + number;
    }

    @Override
    public void ready() throws IOException {
        wire.receive();
        wire.each(this::packet);
        wire.flush();
    }

    private void packet(ByteBuffer buffer, int start, int body, int end) throws ProtocolException {
        if (LoadPackets.kind(buffer, start) != LoadPackets.PUBACK || end - body != 2) {
            throw new ProtocolException("a publisher received a packet that begins with " + buffer.get(start));
        }
        int identifier = buffer.getShort(body) & 0xFFFF;
        if (!outstanding.get(identifier)) {
            throw new ProtocolException("PUBACK for " + identifier + ", which is not outstanding");
        }
        outstanding.clear(identifier);
        acknowledged++;
    }

    /** The subscriber has one more of this publisher's. */
    void received() {
        received++;
    }

    /** Sends what may be sent, if that is enough; true if there is more to send at once. */
    boolean pump() throws IOException {
        if (free() < Math.min(batch, load.messages() - sent) || isAllSent()) {
            return false;
        }
        long now = System.nanoTime();
        while (free() > 0 && wire.out().remaining() >= packetBytes && !isAllSent()) {
            put(now);
        }
        wire.flush();
        return wire.out().position() == 0 && free() > 0 && !isAllSent();
    }

    /** Sends one, whatever the window. */
    void sendOne(long now) throws IOException {
        if (wire.out().remaining() < packetBytes) {
            throw new IOException("the broker takes nothing any more");
        }
        put(now);
        wire.flush();
    }

    private void put(long now) {
        ByteBuffer out = wire.out();
        out.put(head);
        if (load.qos() > 0) {
            int identifier = sent % PACKET_IDENTIFIERS + 1;
            out.putShort((short) identifier);
            outstanding.set(identifier);
        }
        out.putInt(load.id()).putInt(number).putInt(sent).putLong(now).put(filler);
        sent++;
    }

    private int free() {
        boolean blocked = load.qos() > 0 && outstanding.get(sent % PACKET_IDENTIFIERS + 1);
        return blocked ? 0 : load.window() - (sent - (load.isClosedByReceipts() ? received : acknowledged));
    }

    boolean isAllSent() {
        return sent == load.messages();
    }

    /** Whether the broker has answered for everything it has to answer for. */
    boolean isDone() {
        return isAllSent() && (load.qos() == 0 || acknowledged == sent);
    }

    int sent() {
        return sent;
    }

    int acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() throws IOException {
        try (wire) {
            if (wire.out().position() == 0) {
                wire.out().put(LoadPackets.disconnect());
                wire.flush();
            }
        }
    }
}
