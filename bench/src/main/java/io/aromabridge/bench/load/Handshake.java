package io.aromabridge.bench.load;

import io.aromabridge.bench.wire.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** Connects to a broker and subscribes, one step after the other, before the load begins. */
final class Handshake {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Handshake() {}

    /** A connection that has its CONNACK. */
    static SocketChannel connect(int port, String clientId) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().setSoTimeout(TIMEOUT_MILLIS);
            channel.socket()
                    .connect(
                            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                            TIMEOUT_MILLIS);
            exchange(channel, Packets.connect(clientId), new byte[] {Packets.CONNACK, 2, 0, 0});
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Subscribes and has the SUBACK. */
    static void subscribe(SocketChannel channel, String filter, int qos) throws IOException {
        exchange(channel, Packets.subscribe(filter, qos), new byte[] {(byte) Packets.SUBACK, 3, 0, 1, (byte) qos});
    }

    private static void exchange(SocketChannel channel, byte[] question, byte[] expected) throws IOException {
        channel.socket().getOutputStream().write(question);
        byte[] answer = channel.socket().getInputStream().readNBytes(expected.length);
        if (!Arrays.equals(answer, expected)) {
            throw new ProtocolException(
                    "the broker answered " + Arrays.toString(answer) + " instead of " + Arrays.toString(expected));
        }
    }
}
