package io.aromabridge.bridge.paho;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * TCP that is read in large pieces. The JDK's TLS reads each record with two calls of the operating system, its header
 * and its body, and a busy broker sends a record for each PUBACK.
 */
final class BufferedSocket extends Socket {
    private static final int BYTES = 16 * 1024;

    @Override
    public InputStream getInputStream() throws IOException {
        return new BufferedInputStream(super.getInputStream(), BYTES);
    }
}
