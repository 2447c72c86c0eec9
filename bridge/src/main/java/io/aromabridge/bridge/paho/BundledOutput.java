package io.aromabridge.bridge.paho;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends publishes that follow close upon each other together, with one TLS record and one call of the operating system.
 * Paho flushes after each packet; a publish is held back while another one that Paho has is still to be written, which
 * then takes it along. Every other packet goes at once, and all before it. Written by Paho's sender thread alone.
 */
final class BundledOutput extends OutputStream {
    /** What fits into one TLS record. */
    private static final int BYTES = 16 * 1024;

    private static final int PUBLISH = 0x30;
    private static final int KIND = 0xF0;

    private final OutputStream out;
    private final AtomicInteger toCome;
    private final byte[] held = new byte[BYTES];
    private int size;
    private boolean inPacket;
    private boolean publish;

    /**
     * Nothing is held back yet.
     *
     * @param toCome how many publishes Paho has that it has not written; counted down here
     */
    BundledOutput(OutputStream out, AtomicInteger toCome) {
        this.out = out;
        this.toCome = toCome;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (!inPacket && length > 0) {
            inPacket = true;
            publish = (from[offset] & KIND) == PUBLISH;
            if (publish) {
                toCome.decrementAndGet();
            }
        }
        if (length > held.length - size) {
            send();
        }
        if (length > held.length) {
            out.write(from, offset, length);
        } else {
            System.arraycopy(from, offset, held, size, length);
            size += length;
        }
    }

    /** The end of a packet. */
    @Override
    public void flush() throws IOException {
        inPacket = false;
        if (!publish || toCome.get() <= 0) {
            send();
            out.flush();
        }
    }

    private void send() throws IOException {
        int length = size;
        size = 0;
        if (length > 0) {
            out.write(held, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
