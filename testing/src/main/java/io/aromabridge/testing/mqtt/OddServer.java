package io.aromabridge.testing.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on loopback that treats each connection in one odd way, and then keeps it open until the client leaves. */
public final class OddServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OddServer.class);

    /** What it does with a connection. */
    public interface Behaviour {
        /** Serves it; may close it. */
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);

    private OddServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        Thread thread = new Thread(this::accept, "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server of TCP. */
    public static OddServer of(Behaviour behaviour) {
        try {
            return new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the first bytes with these. */
    public static OddServer answering(byte... answer) {
        return of(socket -> {
            int first = socket.getInputStream().read();
            if (first >= 0) {
                socket.getOutputStream().write(answer);
            }
        });
    }

    /** Does the TLS handshake, and then something. */
    public static OddServer tls(SSLContext context, Behaviour then) {
        return of(socket -> {
            SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            layered.setUseClientMode(false);
            layered.setWantClientAuth(true);
            layered.startHandshake();
            then.serve(layered);
        });
    }

    /** Does the TLS handshake, in which the client must show a certificate that the context trusts. */
    public static OddServer mutualTls(SSLContext context) {
        return of(socket -> {
            // The TCP connection outlives TLS, so that no reset overtakes the alert.
            SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
            layered.setUseClientMode(false);
            layered.setNeedClientAuth(true);
            layered.startHandshake();
        });
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "odd-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            try {
                behaviour.serve(socket);
            } catch (IOException e) {
                log.debug("as asked", e);
            }
            if (!socket.isClosed()) {
                closed.await();
            }
        } catch (IOException | InterruptedException e) {
            log.debug("over", e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
