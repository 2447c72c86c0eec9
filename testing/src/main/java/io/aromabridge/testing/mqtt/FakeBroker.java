package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A broker that answers by itself, as it is set, one thread for each connection, and keeps what it received for the test
 * to look at. It routes nothing. Where a test says each packet itself, {@link ScriptedBroker} is the better one.
 */
public final class FakeBroker implements AutoCloseable {
    private static final int LIMIT_SECONDS = 10;

    /** The CONNACK code of the next connections; a negative one closes them without an answer. */
    public volatile int connack;

    /** The granted QoS of the next subscriptions: 128 refuses, a negative one leaves them without an answer. */
    public volatile int suback = 1;

    /** Filters that are refused whatever the granted QoS is. */
    public volatile Set<String> refused = Set.of();

    /** Whether a PUBLISH with QoS 1 is acknowledged. */
    public volatile boolean pubacks = true;

    private final ServerSocket server;
    private final BlockingQueue<Received> packets = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A packet with the connection that it came on. */
    public record Received(RawPacket packet, Socket socket) {
        /** See {@link RawPacket#type}. */
        public int type() {
            return packet.type();
        }

        /** See {@link RawPacket#flags}. */
        public int flags() {
            return packet.flags();
        }

        /** See {@link RawPacket#packetId}. */
        public int packetId() {
            return packet.packetId();
        }

        /** See {@link RawPacket#filters}. */
        public List<String> filters() {
            return packet.filters();
        }

        /** See {@link RawPacket#text}. */
        public String text() {
            return packet.text();
        }
    }

    /** Listens on a free port of the loopback interface. */
    public FakeBroker() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Listens on this socket, which may speak TLS, and closes it at its end. */
    public FakeBroker(ServerSocket server) {
        this.server = server;
        start(this::acceptAll, "fake-broker");
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable loop, String name) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket), "fake-broker-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        int last = 0;
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<RawPacket> next = RawPacket.read(in);
            while (next.isPresent()) {
                Received received = new Received(next.get(), socket);
                boolean stays = answer(received);
                packets.add(received);
                last = received.type();
                next = stays ? RawPacket.read(in) : Optional.empty();
            }
        } catch (IOException e) {
            // The connection was cut: that is what many tests do.
            open.remove(socket);
        } finally {
            ends.add(last == RawPacket.DISCONNECT ? "ended with DISCONNECT" : "ended without DISCONNECT");
        }
    }

    private boolean answer(Received received) throws IOException {
        RawPacket packet = received.packet();
        switch (packet.type()) {
            case RawPacket.CONNECT -> {
                if (connack < 0) {
                    return false;
                }
                send(received.socket(), new Packet.Connack(false, connack));
            }
            case RawPacket.SUBSCRIBE -> {
                if (suback >= 0) {
                    acknowledge(received);
                }
            }
            case RawPacket.PUBLISH -> {
                if (pubacks && packet.qos() == 1) {
                    send(received.socket(), Packet.puback(packet.packetId()));
                }
            }
            case RawPacket.UNSUBSCRIBE -> send(received.socket(), Packet.unsuback(packet.packetId()));
            case RawPacket.PINGREQ -> send(received.socket(), Packet.pingresp());
            default -> {
                // PUBACK and DISCONNECT want no answer.
            }
        }
        return true;
    }

    /** Sends the SUBACK of a SUBSCRIBE that was left without an answer. */
    public void acknowledge(Received subscribe) throws IOException {
        Integer[] codes = subscribe.filters().stream()
                .map(filter -> refused.contains(filter) ? 0x80 : Math.max(suback, 0))
                .toArray(Integer[]::new);
        send(subscribe.socket(), Packet.suback(subscribe.packetId(), codes));
    }

    /** Sends a message with QoS 0 on a connection. */
    public static void publish(Socket socket, String topic, byte[] payload) throws IOException {
        send(socket, new Publish(topic, Payload.copyOf(payload), QoS.AT_MOST_ONCE, 0, false, false));
    }

    private static void send(Socket socket, Packet packet) throws IOException {
        socket.getOutputStream().write(packet.bytes());
    }

    private Received next(int type) throws InterruptedException {
        for (Received received = poll(); ; received = poll()) {
            if (received.type() == type) {
                return received;
            }
        }
    }

    private Received poll() throws InterruptedException {
        Received received = packets.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("the client sent nothing for " + LIMIT_SECONDS + " s");
        }
        return received;
    }

    /** Waits for the next CONNECT; what came before it is forgotten. */
    public Received nextConnect() throws InterruptedException {
        return next(RawPacket.CONNECT);
    }

    /** Waits for the next SUBSCRIBE; what came before it is forgotten. */
    public Received nextSubscribe() throws InterruptedException {
        return next(RawPacket.SUBSCRIBE);
    }

    /** Waits for the next UNSUBSCRIBE; what came before it is forgotten. */
    public Received nextUnsubscribe() throws InterruptedException {
        return next(RawPacket.UNSUBSCRIBE);
    }

    /** Waits for the next PUBLISH; what came before it is forgotten. */
    public Received nextPublish() throws InterruptedException {
        return next(RawPacket.PUBLISH);
    }

    /** Waits for the next end of a connection, and says how it was. */
    public String nextEnd() throws InterruptedException {
        String end = ends.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        return end == null ? "nothing ended for " + LIMIT_SECONDS + " s" : end;
    }

    /** Whether nobody has tried to connect since the last packet that was taken. */
    public boolean heardNoConnect() {
        return packets.stream().noneMatch(received -> received.type() == RawPacket.CONNECT);
    }

    /** Cuts every connection. */
    public void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
