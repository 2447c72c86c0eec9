package io.aromabridge.bridge.client.paho;

import io.aromabridge.core.message.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

/** A TCP socket that keeps the first bytes that come, before TLS reads them. */
final class RecordingSocket extends Socket {
    private static final int FIRST_BYTES = 16;

    private volatile Payload received = Payload.EMPTY;

    /** At most 16 bytes. */
    Payload received() {
        return received;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                if (count > 0) {
                    keep(into, from, count);
                }
                return count;
            }
        };
    }

    private void keep(byte[] bytes, int from, int count) {
        byte[] before = received.toBytes();
        if (before.length < FIRST_BYTES) {
            int more = Math.min(FIRST_BYTES - before.length, count);
            byte[] all = Arrays.copyOf(before, before.length + more);
            System.arraycopy(bytes, from, all, before.length, more);
            received = Payload.owning(all);
        }
    }
}
