package io.aromabridge.broker.fuzz;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.mqtt.WebSocketSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stranger's connection, with access to each of its layers. */
final class Line implements AutoCloseable {
    private final Socket plain;
    private final Socket secure;
    private final Optional<WebSocketSocket> webSocket;
    private final RawClient mqtt;
    private final List<RawPacket> replies = new ArrayList<>();

    /**
     * A line.
     *
     * @param plain TCP
     * @param secure the same socket again if there is no TLS
     */
    Line(Socket plain, Socket secure, Optional<WebSocketSocket> webSocket) throws IOException {
        this.plain = plain;
        this.secure = secure;
        this.webSocket = webSocket;
        this.mqtt = new RawClient(webSocket.isPresent() ? webSocket.get() : secure);
    }

    RawClient mqtt() {
        return mqtt;
    }

    /** Past WebSocket, but under TLS. */
    void belowWebSocket(byte[] bytes) throws IOException {
        write(secure.getOutputStream(), bytes);
    }

    /** Past TLS. */
    void onTheWire(byte[] bytes) throws IOException {
        write(plain.getOutputStream(), bytes);
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Returns once the broker has answered CONNECT, or has closed the connection. */
    void awaitConnAck() throws IOException {
        mqtt.readOrEnd().ifPresent(replies::add);
    }

    /** Sends no more, and reads until the broker has dealt with all and has closed. */
    void finish() throws IOException {
        try {
            if (!secure.isOutputShutdown()) {
                secure.shutdownOutput();
            }
            drain();
        } catch (SocketTimeoutException hanging) {
            throw new AssertionError("the broker does not close a connection that has ended", hanging);
        }
    }

    /** MQTT as long as it is any, then the rest. */
    private void drain() throws IOException {
        for (Optional<RawPacket> next = mqtt.readOrEnd(); next.isPresent(); next = mqtt.readOrEnd()) {
            replies.add(next.get());
        }
        InputStream rest = secure.getInputStream();
        while (rest.read() >= 0) {
            // What comes after a CLOSE frame, or after HTTP.
        }
    }

    /** Ends it with a reset. */
    void reset() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    /** What the broker has said. */
    List<RawPacket> replies() {
        return replies;
    }

    boolean isWebSocket() {
        return webSocket.isPresent();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
