package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Payload;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A broker on a raw socket that answers as it is told, one thread for each connection. It routes nothing. */
public final class FakeBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int PINGREQ = 12;
    private static final int DISCONNECT = 14;

    /** The CONNACK code of the next connections; a negative one closes them without an answer. */
    public volatile int connack;

    /** The granted QoS of the next subscriptions: 128 refuses, a negative one leaves them without an answer. */
    public volatile int suback = 1;

    /** Filters that are refused whatever the granted QoS is. */
    public volatile Set<String> refused = Set.of();

    /** Whether a PUBLISH with QoS 1 is acknowledged. */
    public volatile boolean pubacks = true;

    private final ServerSocket server;
    private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /**
     * What a client sent.
     *
     * @param type the packet type of MQTT 3.1.1, section 2.2.1
     * @param flags the four bits beside it
     * @param body what follows the remaining length
     * @param socket the connection that it came on
     */
    public record Packet(int type, int flags, Payload body, Socket socket) {
        /** The packet identifier of a SUBSCRIBE or UNSUBSCRIBE. */
        public int identifier() {
            return uint16(0);
        }

        /** The topic filters of a SUBSCRIBE, in their order. */
        public List<String> filters() {
            List<String> filters = new ArrayList<>();
            for (int at = 2; at < body.length(); at += 2 + uint16(at) + 1) {
                filters.add(text().substring(at + 2, at + 2 + uint16(at)));
            }
            return filters;
        }

        /** The body with every byte as a character. */
        public String text() {
            return new String(body.toBytes(), StandardCharsets.ISO_8859_1);
        }

        private int uint16(int at) {
            return text().charAt(at) << 8 | text().charAt(at + 1);
        }
    }

    /** Listens on a free port. */
    public FakeBroker() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Listens on this socket, and closes it at its end. */
    FakeBroker(ServerSocket server) {
        this.server = server;
        start(this::acceptAll, "fake-broker");
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort(), Optional.empty(), Optional.empty());
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
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                Payload body = Payload.owning(in.readNBytes(remainingLength(in)));
                Packet packet = new Packet(first >> 4, first & 0xf, body, socket);
                boolean stays = answer(packet);
                packets.add(packet);
                last = packet.type();
                if (!stays) {
                    return;
                }
            }
        } catch (IOException e) {
            // The connection was cut: that is what many tests do.
            open.remove(socket);
        } finally {
            ends.add(last == DISCONNECT ? "ended with DISCONNECT" : "ended without DISCONNECT");
        }
    }

    private static int remainingLength(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
    }

    private boolean answer(Packet packet) throws IOException {
        switch (packet.type()) {
            case CONNECT -> {
                if (connack < 0) {
                    return false;
                }
                send(packet.socket(), 0x20, 2, 0, connack);
            }
            case SUBSCRIBE -> {
                if (suback >= 0) {
                    acknowledge(packet);
                }
            }
            case PUBLISH -> {
                if (pubacks && packet.flags() >> 1 == 1) {
                    int id = packet.uint16(2 + packet.uint16(0));
                    send(packet.socket(), 0x40, 2, id >> 8, id);
                }
            }
            case UNSUBSCRIBE -> send(packet.socket(), 0xb0, 2, packet.identifier() >> 8, packet.identifier() & 0xff);
            case PINGREQ -> send(packet.socket(), 0xd0, 0);
            default -> {
                // PUBACK and DISCONNECT want no answer.
            }
        }
        return true;
    }

    /** Sends the SUBACK of a SUBSCRIBE that was left without an answer. */
    public void acknowledge(Packet subscribe) throws IOException {
        int id = subscribe.identifier();
        List<String> filters = subscribe.filters();
        int[] packet = new int[4 + filters.size()];
        packet[0] = 0x90;
        packet[1] = packet.length - 2;
        packet[2] = id >> 8;
        packet[3] = id & 0xff;
        for (int i = 0; i < filters.size(); i++) {
            packet[4 + i] = refused.contains(filters.get(i)) ? 128 : Math.max(suback, 0);
        }
        send(subscribe.socket(), packet);
    }

    /** Sends a message with QoS 0 on a connection. */
    public static void publish(Socket socket, String topic, byte[] payload) throws IOException {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int length = 2 + name.length + payload.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        int rest = length;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        out.write(rest);
        out.write(name.length >> 8);
        out.write(name.length);
        out.write(name);
        out.write(payload);
        socket.getOutputStream().write(out.toByteArray());
    }

    private static void send(Socket socket, int... bytes) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (int b : bytes) {
            packet.write(b);
        }
        OutputStream out = socket.getOutputStream();
        out.write(packet.toByteArray());
    }

    private Packet next(int type) throws InterruptedException {
        for (Packet packet = poll(); ; packet = poll()) {
            if (packet.type() == type) {
                return packet;
            }
        }
    }

    private Packet poll() throws InterruptedException {
        Packet packet = packets.poll(10, TimeUnit.SECONDS);
        if (packet == null) {
            throw new AssertionError("the client sent nothing for 10 s");
        }
        return packet;
    }

    /** Waits for the next CONNECT; what came before it is forgotten. */
    public Packet nextConnect() throws InterruptedException {
        return next(CONNECT);
    }

    /** Waits for the next SUBSCRIBE; what came before it is forgotten. */
    public Packet nextSubscribe() throws InterruptedException {
        return next(SUBSCRIBE);
    }

    /** Waits for the next UNSUBSCRIBE; what came before it is forgotten. */
    public Packet nextUnsubscribe() throws InterruptedException {
        return next(UNSUBSCRIBE);
    }

    /** Waits for the next PUBLISH; what came before it is forgotten. */
    public Packet nextPublish() throws InterruptedException {
        return next(PUBLISH);
    }

    /** Waits for the next end of a connection, and says how it was. */
    public String nextEnd() throws InterruptedException {
        String end = ends.poll(10, TimeUnit.SECONDS);
        return end == null ? "nothing ended for 10 s" : end;
    }

    /** Whether nobody has tried to connect since the last packet that was taken. */
    public boolean heardNoConnect() {
        return packets.stream().noneMatch(packet -> packet.type() == CONNECT);
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
