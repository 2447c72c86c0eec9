package io.aromabridge.bench.load;

import io.aromabridge.bench.wire.LoadConnection;
import io.aromabridge.bench.wire.LoadPackets;
import io.aromabridge.bench.wire.Wire;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** Receives all that the publishers send, acknowledges, and counts. */
final class LoadSubscriber implements Participant, AutoCloseable {
    /** A million acknowledgements: a broker that has not read so many is not going to. */
    private static final int SEND_BYTES = 4 * 1024 * 1024;

    // fixed
    private final Load load;
    private final IntConsumer onNew;
    private final Wire wire;

    // valid for the run
    private final Receipts receipts;
    private final Histogram latency = new Histogram(3);
    private long now;

    /**
     * Connects and subscribes.
     *
     * @param onNew gets the publisher of each message that arrives for the first time
     */
    LoadSubscriber(Load load, Selector selector, IntConsumer onNew) throws IOException {
        this.load = load;
        this.onNew = onNew;
        this.receipts = new Receipts(load.publishers(), load.messages());
        LoadConnection line = Handshake.connect(
                load.way().out(),
                "",
                "bench-" + load.id() + "-subscriber",
                !load.way().kept());
        try {
            Handshake.subscribe(line, load.filter(), load.subscriberQos());
            this.wire = new Wire(line, selector, this, SEND_BYTES);
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "the subscriber";
    }

    @Override
    public void ready() throws IOException {
        wire.receive();
        now = System.nanoTime();
        wire.each(this::packet);
        wire.flush();
    }

    private void packet(ByteBuffer buffer, int start, int body, int end) throws ProtocolException {
        if (LoadPackets.kind(buffer, start) != LoadPackets.PUBLISH) {
            throw new ProtocolException("the subscriber received a packet that begins with " + buffer.get(start));
        }
        int qos = (buffer.get(start) >> 1) & 3;
        int behindTopic = body + 2 + (buffer.getShort(body) & 0xFFFF);
        int payload = behindTopic + (qos > 0 ? 2 : 0);
        if (qos != load.subscriberQos() || end - payload != Load.PAYLOAD_BYTES || buffer.getInt(payload) != load.id()) {
            throw new ProtocolException("the subscriber received a message that is not of this run, or is changed");
        }
        int publisher = buffer.getInt(payload + 4);
        int number = buffer.getInt(payload + 8);
        if (!receipts.knows(publisher, number)) {
            throw new ProtocolException("received message " + number + " of publisher " + publisher + ", never sent");
        }
        if (receipts.add(publisher, number)) {
            latency.recordValue(Math.max(0, now - buffer.getLong(payload + 12)));
            onNew.accept(publisher);
        }
        if (qos > 0) {
            wire.out().putShort((short) ((LoadPackets.PUBACK << 8) | 2)).putShort(buffer.getShort(behindTopic));
        }
    }

    Receipts receipts() {
        return receipts;
    }

    Latency latency(long startP99) {
        return new Latency(latency.getValueAtPercentile(50), latency.getValueAtPercentile(99), startP99);
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
