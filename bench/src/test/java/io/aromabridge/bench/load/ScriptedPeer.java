package io.aromabridge.bench.load;

import io.aromabridge.bench.wire.Packets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
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
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            boolean more = true;
            while (more) {
                more = packet(in, socket.getOutputStream());
            }
        } catch (IOException closed) {
            return;
        }
    }

    private boolean packet(DataInputStream in, OutputStream out) throws IOException {
        int first = in.readUnsignedByte();
        int low = in.readUnsignedByte();
        byte[] body = new byte[low < 0x80 ? low : (low & 0x7F) | (in.readUnsignedByte() << 7)];
        in.readFully(body);
        switch (first & 0xF0) {
            case Packets.CONNECT -> out.write(new byte[] {Packets.CONNACK, 2, 0, (byte) returnCode});
            case Packets.SUBSCRIBE & 0xF0 -> {
                subscriber = out;
                out.write(new byte[] {(byte) Packets.SUBACK, 3, 0, 1, body[body.length - 1]});
            }
            case Packets.PUBLISH -> {
                return publish(first, body, out);
            }
            default -> {
                return (first & 0xF0) != Packets.DISCONNECT;
            }
        }
        return true;
    }

    private synchronized boolean publish(int first, byte[] body, OutputStream out) throws IOException {
        Deed deed = script.deed(publishes.getAndIncrement());
        if (deed == Deed.CLOSE) {
            return false;
        }
        int behindTopic = 2 + body[1];
        int acknowledgements =
                deed == Deed.NO_PUBACK || first == Packets.PUBLISH ? 0 : deed == Deed.SECOND_PUBACK ? 2 : 1;
        for (int i = 0; i < acknowledgements; i++) {
            out.write(new byte[] {Packets.PUBACK, 2, body[behindTopic], body[behindTopic + 1]});
        }
        byte[] packet = packet(first, body, deed == Deed.SHORTEN ? body.length - 1 : body.length);
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

    private static byte[] packet(int first, byte[] body, int length) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(new byte[] {(byte) first, (byte) ((length & 0x7F) | 0x80), (byte) (length >> 7)});
        packet.write(body, 0, length);
        return packet.toByteArray();
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
