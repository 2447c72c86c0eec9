package io.aromabridge.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on. */
final class FreePorts {
    private static final int TRIES = 100;

    private FreePorts() {}

    /** The first of some ports in a row that are free now, outside the range from which systems hand out others. */
    static int base(int count) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int base = 20_000 + (int) (ProcessHandle.current().pid() * 31 + i * (long) count) % 10_000;
            if (free(base, count)) {
                return base;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }

    private static boolean free(int base, int count) {
        for (int port = base; port < base + count; port++) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assert probe.isBound();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
