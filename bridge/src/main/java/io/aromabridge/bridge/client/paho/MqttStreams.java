package io.aromabridge.bridge.client.paho;

import io.aromabridge.certs.connect.UnexpectedAnswerException;
import io.aromabridge.core.message.Payload;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * What Paho reads and writes, after TLS. Nothing can be read before CONNECT is written: a server that closes at once
 * would end Paho's reader while Paho waits for its start, and it would wait for ever. The first packet must be CONNACK, which
 * Paho does not check.
 */
final class MqttStreams {
    private static final int BUFFER_BYTES = 8192;
    private static final int FIRST_BYTES = 16;
    private static final int CONNACK = 0x20;
    private static final int CONNACK_BYTES = 4;

    private final CountDownLatch written = new CountDownLatch(1);
    private final InputStream in;
    private final OutputStream out;
    private volatile int refusal;

    /** Of a socket, on which TLS is done. */
    MqttStreams(Socket socket) throws IOException {
        in = new In(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
        out = new Out(socket.getOutputStream());
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** The return code of a CONNACK that refuses; 0 if there was none. */
    int refusal() {
        return refusal;
    }

    /** Lets the reader go on, whether CONNECT was written or not. */
    void open() {
        written.countDown();
    }

    /** Waits for CONNECT, then for CONNACK. */
    private final class In extends FilterInputStream {
        private boolean begun;

        In(BufferedInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            begin();
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            begin();
            return super.read(into, from, length);
        }

        @Override
        public int available() throws IOException {
            return begun ? super.available() : 0;
        }

        private void begin() throws IOException {
            if (!begun) {
                awaitConnect();
                begun = true;
                check();
            }
        }

        private void awaitConnect() throws IOException {
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private void check() throws IOException {
            in.mark(FIRST_BYTES);
            byte[] first = new byte[FIRST_BYTES];
            int count = in.read(first);
            if (count > 0 && first[0] != CONNACK) {
                throw new UnexpectedAnswerException(Payload.owning(Arrays.copyOf(first, count)));
            }
            while (count > 0 && count < CONNACK_BYTES) {
                int more = in.read(first, count, CONNACK_BYTES - count);
                count = more < 0 ? -1 : count + more;
            }
            if (count >= CONNACK_BYTES) {
                refusal = first[CONNACK_BYTES - 1] & 0xff;
                in.reset();
            }
        }
    }

    /** Counts CONNECT as written when it was tried. */
    private final class Out extends FilterOutputStream {
        Out(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } finally {
                open();
            }
        }
    }
}
