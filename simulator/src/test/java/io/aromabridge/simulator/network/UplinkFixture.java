package io.aromabridge.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on a raw socket, an uplink to it, and clients. Every wait is bounded. */
final class UplinkFixture implements AutoCloseable {
    private static final int LONG = 10_000;

    /** How long is looked for what must not come. */
    private static final int LOOK = 150;

    final ServerSocket server;
    final Uplink uplink;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();

    UplinkFixture() throws Exception {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LONG);
        uplink = Uplink.to("127.0.0.1", server.getLocalPort(), new Random(7), events::add);
    }

    /** Both ends of a connection through the uplink. */
    record Pair(Socket client, Socket server) {}

    /** Connects; the server may not have accepted yet. */
    Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), uplink.port());
        return kept(client);
    }

    /** Waits for the next connection at the server. */
    Socket accept() throws IOException {
        return kept(server.accept());
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setSoTimeout(LONG);
        sockets.add(socket);
        return socket;
    }

    Pair open() throws IOException {
        Socket client = connect();
        return new Pair(client, accept());
    }

    static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String receive(Socket from, int length) throws IOException {
        return new String(from.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Sends it at one end and waits for it at the other. */
    static void assertPasses(Socket from, Socket to, String text) throws IOException {
        send(from, text);
        assertEquals(text, receive(to, text.length()));
    }

    static void assertReset(Socket socket) {
        SocketException e = assertThrows(
                SocketException.class, () -> socket.getInputStream().read(), "an end in order");
        assertTrue(String.valueOf(e.getMessage()).startsWith("Connection reset"), e.toString());
    }

    static void assertEnd(Socket socket) throws IOException {
        assertEquals(-1, socket.getInputStream().read());
    }

    static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(LOOK);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read(), "it heard something");
        socket.setSoTimeout(LONG);
    }

    void assertRefused() {
        SocketException e = assertThrows(SocketException.class, this::connect, "it was accepted");
        assertTrue(String.valueOf(e.getMessage()).startsWith("Connection refused"), e.toString());
    }

    void assertNoConnectionComes() throws IOException {
        server.setSoTimeout(LOOK);
        assertThrows(SocketTimeoutException.class, this::accept, "a connection came to the server");
        server.setSoTimeout(LONG);
    }

    /** Waits for an event with this in it; those before it are forgotten. */
    void awaitEvent(String text) throws InterruptedException {
        List<String> others = new ArrayList<>();
        for (String event = nextEvent(); !event.contains(text); event = nextEvent()) {
            others.add(event);
            assertTrue(!event.isEmpty(), () -> "no event \"" + text + "\" among " + others);
        }
    }

    private String nextEvent() throws InterruptedException {
        String event = events.poll(LONG, TimeUnit.MILLISECONDS);
        return event == null ? "" : event;
    }

    @Override
    public void close() throws IOException {
        uplink.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }
}
