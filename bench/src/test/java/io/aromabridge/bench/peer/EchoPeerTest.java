package io.aromabridge.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.aromabridge.bench.wire.LoadPackets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The echo does the least that a generator needs. */
class EchoPeerTest {
    private static byte[] ask(Socket socket, byte[] packet, int answerBytes) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(packet);
        return socket.getInputStream().readNBytes(answerBytes);
    }

    private static byte[] publish(int qos, String payload) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(LoadPackets.publishHead("t", qos, payload.length()));
        if (qos > 0) {
            packet.writeBytes(new byte[] {3, 4});
        }
        payload.chars().forEach(packet::write);
        return packet.toByteArray();
    }

    private static void run(EchoPeer peer) {
        try {
            peer.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void acknowledgesAndHandsOnWhatIsPublished() throws IOException {
        try (EchoPeer peer = EchoPeer.open()) {
            Thread thread = new Thread(() -> run(peer), "echo");
            thread.setDaemon(true);
            thread.start();
            try (Socket subscriber = new Socket(InetAddress.getLoopbackAddress(), peer.port());
                    Socket publisher = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
                byte[] connAck = {0x20, 2, 0, 0};
                assertArrayEquals(connAck, ask(subscriber, LoadPackets.connect("s"), 4));
                assertArrayEquals(
                        new byte[] {(byte) 0x90, 3, 0, 1, 1}, ask(subscriber, LoadPackets.subscribe("+", 1), 5));
                assertArrayEquals(connAck, ask(publisher, LoadPackets.connect("p"), 4));
                byte[] one = publish(1, "one");
                assertArrayEquals(new byte[] {0x40, 2, 3, 4}, ask(publisher, one, 4));
                assertArrayEquals(one, subscriber.getInputStream().readNBytes(one.length));
                byte[] zero = publish(0, "zero");
                publisher.getOutputStream().write(zero);
                assertArrayEquals(zero, subscriber.getInputStream().readNBytes(zero.length));
            }
        }
    }
}
