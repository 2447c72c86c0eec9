package io.aromabridge.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface without a listener. */
public final class FreePorts {
    private static final int TRIES = 100;

    private FreePorts() {}

    /** One, chosen by the operating system: no other program gets it soon. */
    public static int one() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, loopback())) {
            return probe.getLocalPort();
        }
    }

    /** The first of some ports in a row that are free now, outside the range from which systems hand out others. */
    public static int base(int count) throws IOException {
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
            try (ServerSocket probe = new ServerSocket(port, 1, loopback())) {
                assert probe.isBound();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
