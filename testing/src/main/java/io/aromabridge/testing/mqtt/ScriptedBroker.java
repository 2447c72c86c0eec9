package io.aromabridge.testing.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A raw socket that plays a remote broker, packet by packet: a test says what must come and what is answered, when
 * nothing is, and how a connection ends. Nothing happens by itself. Each wait is bounded; what does not come is an
 * {@link AssertionError} that shows what was exchanged until then.
 *
 * <pre>{@code
 * try (ScriptedBroker broker = ScriptedBroker.start()) {
 *     Play play = broker.play(
 *             peer -> {
 *                 peer.welcome();
 *                 peer.expect(Packet.publish("a/b", "on").withQos1(1)); // its PUBACK is withheld
 *                 peer.reset();
 *             },
 *             peer -> {
 *                 peer.welcome();
 *                 peer.expect(Packet.publish("a/b", "on").withQos1(1));
 *                 peer.send(Packet.puback(1));
 *             });
 *     client.connectTo(broker.port());
 *     play.awaitEnd();
 * }
 * }</pre>
 */
public final class ScriptedBroker implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final Duration limit;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    private ScriptedBroker(int port, Optional<SSLContext> tls, Duration limit) {
        this.tls = tls;
        this.limit = limit;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server.setSoTimeout(Math.toIntExact(limit.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be listened on", e);
        }
    }

    /** Listens on a free port of the loopback interface, and waits at most 10 s for each thing it expects. */
    public static ScriptedBroker start() {
        return start(0, LIMIT);
    }

    /**
     * The same with another bound.
     *
     * @param port 0 for a free one
     */
    public static ScriptedBroker start(int port, Duration limit) {
        return new ScriptedBroker(port, Optional.empty(), limit);
    }

    /** The same on this port. */
    public static ScriptedBroker start(int port) {
        return start(port, LIMIT);
    }

    /**
     * Listens with mutual TLS: clients without a certificate that it trusts are refused.
     *
     * @param server has the broker's own certificate with its key, and whose certificates it trusts
     */
    public static ScriptedBroker startWithTls(SSLContext server) {
        return startWithTls(server, 0, LIMIT);
    }

    /** The same on a port, and with another bound. */
    public static ScriptedBroker startWithTls(SSLContext server, int port, Duration limit) {
        return new ScriptedBroker(port, Optional.of(server), limit);
    }

    /** The port. */
    public int port() {
        return server.getLocalPort();
    }

    /** The next connection; its TLS handshake, if any, is done. */
    public Peer accept() {
        int number = accepted.incrementAndGet();
        try {
            Socket socket = server.accept();
            Peer peer = tls.isPresent()
                    ? Peer.overTls(socket, tls.get(), number, limit)
                    : Peer.plain(socket, number, limit);
            peers.add(peer);
            return peer;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("connection " + number + " did not come within " + limit.toMillis() + " ms", e);
        } catch (IOException e) {
            throw new AssertionError("connection " + number + " was not made: " + e, e);
        }
    }

    /** The next connection, its CONNECT accepted. */
    public Peer welcome() {
        Peer peer = accept();
        Connect unused = peer.welcome();
        return peer;
    }

    /**
     * The next connection, its CONNECT accepted and its one SUBSCRIBE answered.
     *
     * @param codes for each filter the granted QoS, or 0x80
     */
    public Peer welcomeSubscriber(Integer... codes) {
        Peer peer = welcome();
        peer.suback(peer.expect(RawPacket.SUBSCRIBE).packetId(), codes);
        return peer;
    }

    /** Plays the first script on the next connection, the second on the one after that, and so on, in the background. */
    public Play play(Script... scripts) {
        return Play.begin(this, limit, scripts);
    }

    /** Ends all connections, and listens no more: who connects now is refused. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peers.forEach(Peer::close);
    }
}
