package io.aromabridge.bench.load;

import io.aromabridge.bench.wire.LoadConnection;
import io.aromabridge.bench.wire.LoadPackets;
import io.aromabridge.bench.wire.TlsConnection;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Connects to a broker and subscribes, one step after the other, before the load begins. */
final class Handshake {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Handshake() {}

    /**
     * A connection that has its CONNACK.
     *
     * @param clean whether without a session
     * @param things as in {@link Way}
     */
    static LoadConnection connect(int port, String things, String clientId, boolean clean) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket()
                    .connect(
                            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                            TIMEOUT_MILLIS);
            LoadConnection line = things.isEmpty()
                    ? LoadConnection.plain(channel)
                    : TlsConnection.open(channel, engine(Path.of(things), port));
            exchange(line, LoadPackets.connect(clientId, clean), new byte[] {LoadPackets.CONNACK, 2, 0, 0});
            return line;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static SSLEngine engine(Path things, int port) throws IOException {
        try {
            DeviceFiles files =
                    DeviceFiles.find(things).orElseThrow(() -> new IOException("no certificate in " + things));
            ClientTls tls = PemFiles.readClientTls(
                    files.ca(),
                    Optional.of(files.certificate()),
                    Optional.of(files.privateKey()),
                    InstantSource.system());
            SSLEngine engine = tls.sslContext().createSSLEngine("localhost", port);
            engine.setUseClientMode(true);
            return engine;
        } catch (AromaException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Subscribes and has the SUBACK. */
    static void subscribe(LoadConnection line, String filter, int qos) throws IOException {
        exchange(line, LoadPackets.subscribe(filter, qos), new byte[] {(byte) LoadPackets.SUBACK, 3, 0, 1, (byte) qos});
    }

    private static void exchange(LoadConnection line, byte[] question, byte[] expected) throws IOException {
        line.write(ByteBuffer.wrap(question));
        ByteBuffer answer = ByteBuffer.allocate(expected.length);
        while (answer.hasRemaining()) {
            if (line.read(answer) < 0) {
                throw new EOFException("the broker has closed the connection");
            }
        }
        if (!Arrays.equals(answer.array(), expected)) {
            throw new ProtocolException("the broker answered " + Arrays.toString(answer.array()) + " instead of "
                    + Arrays.toString(expected));
        }
    }
}
