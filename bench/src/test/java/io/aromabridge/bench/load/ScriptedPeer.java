package io.aromabridge.bench.load;

import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker of one subscriber that errs on demand. */
final class ScriptedPeer implements AutoCloseable {
    /** What it does with a PUBLISH. */
    enum Deed {
        /** Acknowledges and delivers. */
        PASS,
        /** Acknowledges only. */
        LOSE,
        /** Delivers twice. */
        REPEAT,
        /** Delivers after the next one. */
        DELAY,
        /** Delivers only. */
        NO_PUBACK,
        /** Acknowledges twice. */
        SECOND_PUBACK,
        /** Delivers with one byte of the payload less. */
        SHORTEN,
        /** Closes the publisher's connection. */
        CLOSE
    }

    /** Decides by how many came before it. */
    @FunctionalInterface
    interface Script {
        Deed deed(int before);
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile OutputStream subscriber = OutputStream.nullOutputStream();
    private final AtomicInteger publishes = new AtomicInteger();
    private final List<byte[]> delayed = new ArrayList<>();
    private final Script script;
    private final int returnCode;

    ScriptedPeer(int returnCode, Script script) throws IOException {
        this.returnCode = returnCode;
        this.script = script;
        thread(this::accept);
    }

    static ScriptedPeer doing(Script script) throws IOException {
        return new ScriptedPeer(0, script);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was published up to now. */
    int publishes() {
        return publishes.get();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "scripted-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<RawPacket> next = RawPacket.read(in);
            while (next.isPresent() && packet(next.get(), socket.getOutputStream())) {
                next = RawPacket.read(in);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private boolean packet(RawPacket packet, OutputStream out) throws IOException {
        switch (packet.type()) {
            case RawPacket.CONNECT -> out.write(Packet.refusal(returnCode).bytes());
            case RawPacket.SUBSCRIBE -> {
                subscriber = out;
                byte[] body = packet.body();
                out.write(Packet.suback(packet.packetId(), (int) body[body.length - 1])
                        .bytes());
            }
            case RawPacket.PUBLISH -> {
                return publish(packet, out);
            }
            default -> {
                return packet.type() != RawPacket.DISCONNECT;
            }
        }
        return true;
    }

    private synchronized boolean publish(RawPacket publish, OutputStream out) throws IOException {
        Deed deed = script.deed(publishes.getAndIncrement());
        if (deed == Deed.CLOSE) {
            return false;
        }
        int acknowledgements = deed == Deed.NO_PUBACK || publish.qos() == 0 ? 0 : deed == Deed.SECOND_PUBACK ? 2 : 1;
        for (int i = 0; i < acknowledgements; i++) {
            out.write(Packet.puback(publish.packetId()).bytes());
        }
        byte[] body = publish.body();
        byte[] packet = RawClient.packet(
                publish.header(), Arrays.copyOf(body, deed == Deed.SHORTEN ? body.length - 1 : body.length));
        if (deed == Deed.DELAY) {
            delayed.add(packet);
        } else if (deed != Deed.LOSE) {
            deliver(packet);
            if (deed == Deed.REPEAT) {
                deliver(packet);
            }
            delayed.forEach(this::deliver);
            delayed.clear();
        }
        return true;
    }

    private void deliver(byte[] packet) {
        try {
            subscriber.write(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : sockets) {
            each.close();
        }
    }
}
