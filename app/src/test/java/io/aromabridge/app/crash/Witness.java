package io.aromabridge.app.crash;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.PacketSocket;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is the cloud, and outlives all that is killed: it books each PUBLISH before it sends its PUBACK. Of two connections
 * with one client identifier the older one is over before the other is let in (MQTT 3.1.1, section 3.1.4), so that the
 * order of the books is the order of arrival. It sends back canaries.
 */
final class Witness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witness.class);
    private static final String CANARY = "aromabridge/canary/out";

    private final ServerSocket server;
    private final Account account;
    private final Map<String, Visit> visits = new HashMap<>();

    private Witness(ServerSocket server, Account account) {
        this.server = server;
        this.account = account;
    }

    /**
     * Listens on a free port.
     *
     * @param tls its certificate, and whose it takes; empty for plain text
     */
    static Witness start(Optional<ClientTls> tls, Account account) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocket server;
        if (tls.isPresent()) {
            SSLServerSocket secure = (SSLServerSocket)
                    tls.get().sslContext().getServerSocketFactory().createServerSocket(0, 50, loopback);
            secure.setNeedClientAuth(true);
            server = secure;
        } else {
            server = new ServerSocket(0, 50, loopback);
        }
        Witness witness = new Witness(server, account);
        daemon("witness", witness::accept);
        return witness;
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Visit visit = new Visit(server.accept());
                visit.thread = Optional.of(daemon("witness-visit", visit));
            }
        } catch (SocketException closed) {
            log.debug("the witness is closed");
        } catch (IOException e) {
            log.error("the witness can accept no more", e);
        }
    }

    /** One connection. */
    private final class Visit implements Runnable {
        private final Socket socket;
        private volatile Optional<Thread> thread = Optional.empty();

        Visit(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try (PacketSocket wire = new PacketSocket(socket)) {
                RawPacket connect = wire.read();
                if (connect.type() == RawPacket.CONNECT) {
                    takeOver(connect.clientId());
                    wire.write(Packet.connack());
                    wire.flush();
                    serve(wire);
                }
            } catch (EOFException | SocketException | SSLException gone) {
                log.debug("a client is gone: {}", gone.toString());
            } catch (IOException | RuntimeException | AssertionError e) {
                log.error("the witness does not understand", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void takeOver(String clientId) throws IOException, InterruptedException {
            Optional<Visit> before;
            synchronized (visits) {
                before = Optional.ofNullable(visits.put(clientId, this));
            }
            if (before.isPresent()) {
                before.get().socket.close();
                if (before.get().thread.isPresent()) {
                    before.get().thread.get().join();
                }
            }
        }

        private void serve(PacketSocket wire) throws IOException {
            while (true) {
                RawPacket packet = wire.read();
                switch (packet.type()) {
                    case RawPacket.PUBLISH -> take(wire, packet);
                    case RawPacket.SUBSCRIBE -> wire.write(Packet.suback(packet.packetId(), granted(packet)));
                    case RawPacket.PINGREQ -> wire.write(Packet.pingresp());
                    default -> log.debug("packet of type {}", packet.type());
                }
                if (!wire.hasMore()) {
                    wire.flush();
                }
            }
        }

        private void take(PacketSocket wire, RawPacket packet) throws IOException {
            account.arrived(packet.topic(), packet.payload());
            if (packet.qos() > 0) {
                wire.write(Packet.puback(packet.packetId()));
            }
            if (packet.topic().equals(CANARY)) {
                wire.write(Packet.publish(CANARY, packet.payload()));
            }
        }

        /** QoS 1 for each of its filters. */
        private static Integer[] granted(RawPacket subscribe) {
            return Collections.nCopies(subscribe.filters().size(), 1).toArray(Integer[]::new);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (visits) {
            for (Visit visit : visits.values()) {
                visit.socket.close();
            }
        }
    }
}
