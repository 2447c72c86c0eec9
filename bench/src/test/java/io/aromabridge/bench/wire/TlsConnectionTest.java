package io.aromabridge.bench.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes through TLS comes out as it went in, however little the socket takes at once. */
@Timeout(20)
class TlsConnectionTest {
    private static final int BYTES = 3_000_000;

    /** Sends everything back. */
    private static void echo(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            byte[] some = new byte[10_000];
            for (int n = socket.getInputStream().read(some);
                    n >= 0;
                    n = socket.getInputStream().read(some)) {
                socket.getOutputStream().write(some, 0, n);
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Test
    void manyBytesGoThereAndBackWithoutBlocking() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.inMemory(InstantSource.system());
        Identity identity = authority.server(ServerNames.local(List.of()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.keyManagers().getKeyManagers(), null, null);
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            Thread thread = new Thread(() -> echo(server), "tls-echo");
            thread.setDaemon(true);
            thread.start();
            SSLEngine engine = ClientTls.of(List.of(authority.certificate()), Optional.empty())
                    .sslContext()
                    .createSSLEngine("localhost", server.getLocalPort());
            engine.setUseClientMode(true);
            SocketChannel socket = SocketChannel.open(new InetSocketAddress(loopback, server.getLocalPort()));
            try (LoadConnection line = TlsConnection.open(socket, engine)) {
                exchange(line);
            }
        }
    }

    private static void exchange(LoadConnection line) throws IOException {
        byte[] sent = new byte[BYTES];
        new SplittableRandom(1).nextBytes(sent);
        ByteBuffer from = ByteBuffer.wrap(sent);
        ByteBuffer into = ByteBuffer.allocate(BYTES);
        line.socket().configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = line.socket().register(selector, SelectionKey.OP_READ);
            while (into.hasRemaining()) {
                line.write(from);
                boolean more = from.hasRemaining() || line.holdsBack();
                key.interestOps(SelectionKey.OP_READ | (more ? SelectionKey.OP_WRITE : 0));
                assertTrue(selector.select(10_000) > 0, "nothing moves");
                selector.selectedKeys().clear();
                assertTrue(line.read(into) >= 0, "the end came too early");
            }
        }
        assertArrayEquals(sent, into.array());
    }
}
