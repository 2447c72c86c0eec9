package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.store.KilledClients.Client;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real broker is killed at any point of mixed traffic, again and again, with one folder. */
class KilledBrokerTest {
    private static final Logger log = LoggerFactory.getLogger("io.aromabridge.broker");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(11);
    private final KilledClients clients = new KilledClients();
    private Optional<ChildProcess> process = Optional.empty();

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        rounds(3);
    }

    @Tag("long")
    @Test
    void losesNothingThatWasAcknowledgedHoweverOften() throws Exception {
        rounds(60);
    }

    private void rounds(int count) throws Exception {
        try {
            for (int round = 0; round < count; round++) {
                round(List.of(Sync.values()).get(round % Sync.values().length));
            }
            finish(count);
        } finally {
            kill();
        }
    }

    private int start(Sync sync) throws IOException, InterruptedException {
        ChildProcess started = ChildCommand.java(
                        KilledBroker.class, folder.resolve("store").toString(), sync.name())
                .start("broker");
        process = Optional.of(started);
        return Integer.parseInt(started.out().await("^port ").substring(5));
    }

    private void kill() {
        process.ifPresent(ChildProcess::close);
    }

    private void round(Sync sync) throws Exception {
        int port = start(sync);
        if (clients.sent.isEmpty()) {
            for (String name : List.of("away", "near", "exact")) {
                new RawClient(port)
                        .persistent(name)
                        .subscribed("t/+", name.equals("exact") ? 2 : 1)
                        .leave();
            }
        }
        checkRetained(port);
        List<Client> all =
                List.of(clients::near, clients::exact, clients::publishOne, clients::publishTwo, clients::retain);
        List<Thread> threads = new ArrayList<>();
        for (Client each : all) {
            Thread thread = new Thread(() -> use(port, each), "client");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        boolean answers = clients.acknowledgements.tryAcquire(random.nextInt(600), 20, TimeUnit.SECONDS);
        kill();
        for (Thread each : threads) {
            each.join(10_000);
            assertTrue(!each.isAlive(), "the client has seen it");
        }
        assertTrue(answers, "it does not answer: " + process);
        clients.acknowledgements.drainPermits();
    }

    private static void use(int port, Client client) {
        try (RawClient connection = new RawClient(port)) {
            client.use(connection);
        } catch (IOException end) {
            log.debug("the broker is gone", end);
        }
    }

    private void checkRetained(int port) throws IOException {
        Map<String, Integer> found = new HashMap<>();
        try (RawClient client = new RawClient(port).connected("checker").subscribed("r/+", 0)) {
            client.send(new byte[] {(byte) 0xc0, 0});
            for (RawPacket packet = client.read(); packet.type() != 13; packet = client.read()) {
                found.put(packet.topic(), Integer.parseInt(packet.payload()));
            }
        }
        clients.retainedSent.forEach((topic, sent) -> {
            int promised = clients.retainedPromised.getOrDefault(topic, -1);
            boolean is = found.containsKey(topic)
                    ? List.of(promised, sent).contains(found.get(topic))
                    : promised < 0 || sent < 0;
            assertTrue(is, topic + " is " + found.get(topic) + ", acknowledged " + promised + ", sent " + sent);
            // What is there now is what counts from now on.
            clients.retainedPromised.put(topic, found.getOrDefault(topic, -1));
        });
    }

    private void finish(int count) throws Exception {
        int port = start(Sync.ALWAYS);
        checkRetained(port);
        List<String> away = new ArrayList<>();
        try (RawClient client = new RawClient(port)) {
            assertTrue(client.begin(0, "away"), "its session is there");
            drain(client, away);
        }
        for (Client each : List.<Client>of(clients::near, clients::exact)) {
            Thread thread = new Thread(() -> use(port, each), "client");
            thread.setDaemon(true);
            thread.start();
        }
        boolean more = true;
        while (more
                && !(missing(clients.near).isEmpty() && missing(clients.exact).isEmpty())) {
            more = clients.received.tryAcquire(1, 5, TimeUnit.SECONDS);
            clients.received.drainPermits();
        }
        kill();
        assertEquals(Set.of(), missing(clients.near), "lost, QoS 1");
        assertEquals(Set.of(), missing(clients.exact), "lost, QoS 2");
        assertEquals(Set.of(), missing(away), "lost by the one that was away");
        List<String> two =
                clients.exact.stream().filter(text -> text.startsWith("two")).toList();
        assertEquals(List.of(), twice(two), "twice, with QoS 2");
        assertEquals(List.of(), twice(away), "twice, though never sent before");
        int again = twice(clients.near).size();
        assertTrue(again <= count * KilledBroker.WINDOW, again + " came again");
        log.info(
                "killed {} times: {} messages acknowledged, {} of them to one that was away, {} sent again with QoS 1,"
                        + " 0 of {} with QoS 2, 0 lost",
                count,
                clients.promised.size(),
                away.size(),
                again,
                two.size());
    }

    private static void drain(RawClient client, List<String> into) throws IOException {
        client.send(RawClient.publish(2, "t/end", 1, "end"));
        while (!into.contains("end")) {
            RawPacket packet = client.read();
            if (packet.type() == 3) {
                into.add(packet.payload());
                client.send(RawClient.acknowledgement(0x40, packet.packetId()));
            }
        }
    }

    private Set<String> missing(List<String> received) {
        Set<String> missing = new TreeSet<>(clients.promised);
        synchronized (received) {
            received.forEach(missing::remove);
        }
        return missing;
    }

    private static List<String> twice(List<String> received) {
        Set<String> seen = new HashSet<>();
        return received.stream().filter(text -> !seen.add(text)).toList();
    }
}
