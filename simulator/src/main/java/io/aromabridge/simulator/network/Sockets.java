package io.aromabridge.simulator.network;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which a socket ends. What a socket that is gone already answers changes nothing, so it is only logged. */
final class Sockets {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);

    private Sockets() {}

    /** Ends it with RST: both what it has not sent and what it has not read is lost. */
    static void reset(SocketChannel socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            log.debug("A socket could not be told to end with a reset", e);
        }
        close(socket);
    }

    /** Ends it in order. */
    static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("A socket did not close in order", e);
        }
    }

    /** Sends FIN; what the other end still sends is read. */
    static void finish(SocketChannel socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            log.debug("A socket is gone already", e);
        }
    }
}
