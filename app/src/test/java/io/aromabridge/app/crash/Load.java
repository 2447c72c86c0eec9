package io.aromabridge.app.crash;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.testing.mqtt.Connect;
import io.aromabridge.testing.mqtt.Packet;
import io.aromabridge.testing.mqtt.PacketSocket;
import io.aromabridge.testing.mqtt.Publish;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes all messages of an account with QoS 1, and books what is acknowledged, until all is. When its connection breaks it comes
 * back, and first sends again, in order, what was not. It runs ahead of the cloud by so many, so that there is always
 * something on the way and never everything.
 */
final class Load implements AutoCloseable {
    /** How many may wait for their PUBACK. */
    static final int WINDOW = 100;

    private static final Logger log = LoggerFactory.getLogger(Load.class);
    private static final int RETRY_MILLIS = 30;

    private final Endpoint local;
    private final Account account;
    private final int lead;
    private final CountDownLatch closed = new CountDownLatch(1);

    // guarded by this
    private final TreeSet<Integer> unacknowledged = new TreeSet<>();
    private final Map<Integer, Integer> numbersById = new HashMap<>();
    private int connections;
    private boolean broken;

    // of the load's thread
    private int next;
    private int id;

    private Load(Endpoint local, Account account, int lead) {
        this.local = local;
        this.account = account;
        this.lead = lead;
    }

    /** Begins; the broker need not be there yet. */
    static Load start(Endpoint local, Account account, int lead) {
        Load load = new Load(local, account, lead);
        Thread thread = new Thread(load::run, "load");
        thread.setDaemon(true);
        thread.start();
        return load;
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                try (PacketSocket wire = new PacketSocket(new Socket(local.host(), local.port()))) {
                    connect(wire);
                    publish(wire);
                    return;
                } catch (IOException e) {
                    log.debug("the load's connection: {}", e.toString());
                }
                boolean unused = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(PacketSocket wire) throws IOException {
        int connection = begin();
        Connect connect = Packet.connect("load-" + connection);
        Optional<Endpoint.Login> login = local.login();
        wire.write(
                login.isPresent()
                        ? connect.withLogin(login.get().userName(), login.get().password())
                        : connect);
        wire.flush();
        RawPacket answer = wire.read();
        if (answer.type() != RawPacket.CONNACK || answer.body()[1] != 0) {
            throw new IOException("refused");
        }
        Thread reader = new Thread(() -> readAcknowledgements(wire, connection), "load-acknowledgements");
        reader.setDaemon(true);
        reader.start();
    }

    /** From now on nothing counts that comes on an earlier connection. */
    private synchronized int begin() {
        broken = false;
        numbersById.clear();
        return ++connections;
    }

    private void publish(PacketSocket wire) throws IOException, InterruptedException {
        Deque<Integer> again;
        synchronized (this) {
            again = new ArrayDeque<>(unacknowledged);
        }
        while (!again.isEmpty()) {
            send(wire, again.remove(), true);
        }
        while (next < account.total()) {
            if (account.awaitThere(next - lead, 0)) {
                send(wire, next++, false);
            } else {
                wire.flush();
                boolean unused = account.awaitThere(next - lead, RETRY_MILLIS);
                requireWhole();
            }
        }
        wire.flush();
        awaitAcknowledged(0);
    }

    private void send(PacketSocket wire, int number, boolean repeated) throws IOException, InterruptedException {
        synchronized (this) {
            unacknowledged.add(number);
        }
        if (inFlight() >= WINDOW) {
            wire.flush();
            awaitAcknowledged(WINDOW - 1);
        }
        id = id % 0xffff + 1;
        synchronized (this) {
            numbersById.put(id, number);
        }
        Publish packet =
                Packet.publish(account.topic(number), Account.payload(number)).withQos1(id);
        wire.write(repeated ? packet.withDuplicate() : packet);
    }

    private synchronized int inFlight() {
        return numbersById.size();
    }

    private synchronized void awaitAcknowledged(int left) throws IOException, InterruptedException {
        while (numbersById.size() > left) {
            requireWhole();
            wait();
        }
    }

    private synchronized void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("it broke");
        }
    }

    private void readAcknowledgements(PacketSocket wire, int connection) {
        try {
            while (true) {
                RawPacket packet = wire.read();
                if (packet.type() == RawPacket.PUBACK) {
                    acknowledged(packet.packetId(), connection);
                }
            }
        } catch (IOException gone) {
            synchronized (this) {
                broken |= connection == connections;
                notifyAll();
            }
        }
    }

    private synchronized void acknowledged(int packetId, int connection) {
        Integer number = connection == connections ? numbersById.remove(packetId) : null;
        if (number != null) {
            unacknowledged.remove(number);
            account.promised(number);
        }
        notifyAll();
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            broken = true;
            notifyAll();
        }
    }
}
