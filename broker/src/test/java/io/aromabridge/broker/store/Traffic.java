package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.DeliveryCounters;
import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.session.Router.Subscribe;
import io.aromabridge.broker.session.Session;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Random clients of a router: they come and go, publish, subscribe, take, acknowledge. */
final class Traffic {
    private static final List<String> FILTERS = List.of("t/0", "t/1", "t/+", "#");

    private static final class Client {
        final Session session;
        final boolean clean;
        /** What it has not answered. */
        final List<MqttMessage> open = new ArrayList<>();

        Client(Session session, boolean clean) {
            this.session = session;
            this.clean = clean;
        }
    }

    private final SplittableRandom random;
    /** Whether what is sent of QoS 2 must be in the store: not while that cannot write. */
    private final boolean strict;

    private final Router router;
    private final Map<String, Client> clients = new TreeMap<>();
    private Model written = new Model();

    Traffic(SplittableRandom random, boolean strict, Router router) {
        this.random = random;
        this.strict = strict;
        this.router = router;
    }

    /** The store has this now. */
    void written(Model state) {
        written = state;
    }

    /** Starts with what was restored; tells what is not as it should be. */
    List<String> resume(Model restored) {
        written = restored.copy();
        List<String> wrong = new ArrayList<>();
        router.restore(DeliveryLimits.DEFAULT, new DeliveryCounters());
        Router.Holdings held = router.holdings();
        long subscriptions = restored.sessions.values().stream()
                .mapToLong(saved -> saved.subscriptions().size())
                .sum();
        if (held.sessions() != restored.sessions.size()
                || held.subscriptions() != subscriptions
                || held.retained() != restored.retained.size()) {
            wrong.add("held " + held);
        }
        restored.copy().sessions.forEach((client, saved) -> resume(client, saved, wrong));
        return wrong;
    }

    private void resume(String name, Model.Saved saved, List<String> wrong) {
        List<String> expected = saved.messages().values().stream()
                .filter(w -> w.packetId() != 0)
                .map(Traffic::expected)
                .toList();
        Client client = connect(name, false, Math.max(1, expected.size()));
        if (!expected.isEmpty()) {
            List<String> again = client.session.outbox().take(Integer.MAX_VALUE).stream()
                    .map(Traffic::text)
                    .toList();
            if (!again.equals(expected)) {
                wrong.add(name + " gets " + again + " instead of " + expected);
            }
        }
        Router.Totals totals = router.totals(name);
        if (totals.queued() + totals.inFlight() != saved.messages().size()) {
            wrong.add(name + " holds " + totals);
        }
        for (int id = 1; id < 10; id++) {
            if (client.session.hasTaken(id) != saved.taken().contains(id)) {
                wrong.add(name + " has taken " + id);
            }
        }
        disconnect(name, client);
    }

    private static String expected(Model.Waiting waiting) {
        Message message = waiting.queued().message();
        return waiting.received()
                ? "PUBREL " + waiting.packetId()
                : "PUBLISH " + waiting.packetId() + " "
                        + waiting.queued().qos().level() + " true "
                        + waiting.queued().retain() + " " + message.topic() + " "
                        + message.payload().length();
    }

    private static String text(MqttMessage packet) {
        if (packet instanceof MqttPublishMessage publish) {
            return "PUBLISH " + id(packet) + " "
                    + publish.fixedHeader().qosLevel().value() + " "
                    + publish.fixedHeader().isDup() + " "
                    + publish.fixedHeader().isRetain() + " "
                    + publish.variableHeader().topicName() + " "
                    + publish.payload().readableBytes();
        }
        return "PUBREL " + id(packet);
    }

    private static int id(MqttMessage packet) {
        return packet instanceof MqttPublishMessage publish
                ? publish.variableHeader().packetId()
                : ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }

    void step() {
        String name = "client " + random.nextInt(3);
        Optional<Client> client = Optional.ofNullable(clients.get(name));
        if (client.isEmpty()) {
            connect(name, random.nextInt(30) == 0, 1 + random.nextInt(4));
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> subscribe(client.get());
            case 1 -> disconnect(name, client.get());
            case 2, 3 -> take(name, client.get());
            case 4, 5, 6 -> answer(client.get());
            default -> publish(client.get());
        }
    }

    private Client connect(String name, boolean clean, int window) {
        Session session =
                router.open(name, Optional.empty(), clean, false, name).session();
        Client client = new Client(session, clean);
        clients.put(name, client);
        session.outbox()
                .attach(
                        new DeliveryLimits(window, 8, 100_000, Duration.ZERO),
                        new DeliveryCounters(),
                        topic ->
                                CompletableFuture.completedFuture(!topic.value().equals("t/2") || random.nextBoolean()),
                        () -> {});
        return client;
    }

    private void disconnect(String name, Client client) {
        clients.remove(name);
        router.disconnected(client.session);
    }

    private void subscribe(Client client) {
        TopicFilter filter = TopicFilter.of(FILTERS.get(random.nextInt(FILTERS.size())));
        var unused = random.nextInt(3) == 0
                ? router.unsubscribe(client.session, filter)
                : router.subscribe(client.session, List.of(new Subscribe(filter, QoS.of(random.nextInt(3)))));
    }

    private void publish(Client client) {
        QoS qos = QoS.of(random.nextInt(3));
        boolean retained = random.nextInt(5) == 0;
        int size = random.nextInt(8) == 0 ? random.nextInt(6000) : random.nextInt(100);
        byte[] payload = retained && random.nextInt(3) == 0 ? new byte[0] : new byte[size];
        Publication publication = Publication.of(
                new Message(TopicName.of("t/" + random.nextInt(3)), Payload.owning(payload), qos, retained));
        int id = 1 + random.nextInt(5);
        if (qos != QoS.EXACTLY_ONCE) {
            var unused = router.publish(publication, Optional.of(client.session));
        } else if (client.session.hasTaken(id)) {
            var unused = client.session.release(id);
        } else {
            var unused = router.publishOnce(publication, client.session, id);
        }
    }

    private void take(String name, Client client) {
        for (MqttMessage packet : client.session.outbox().take(1 + random.nextInt(500))) {
            if (packet instanceof MqttPublishMessage publish && id(packet) <= 0) {
                assertTrue(publish.fixedHeader().qosLevel().value() == 0, "an identifier for QoS 1 and 2");
            } else {
                checkKept(name, client, packet);
                client.open.add(packet);
            }
        }
    }

    /** What the client sees of QoS 2 is in the store: otherwise it could see it twice. */
    private void checkKept(String name, Client client, MqttMessage packet) {
        boolean publish = packet instanceof MqttPublishMessage;
        Optional<Model.Saved> saved = Optional.ofNullable(written.sessions.get(name));
        boolean lower = packet instanceof MqttPublishMessage p
                && p.fixedHeader().qosLevel().value() < 2;
        if (strict && !client.clean && !lower) {
            assertTrue(
                    saved.isPresent()
                            && saved.get().messages().values().stream()
                                    .anyMatch(w -> w.packetId() == id(packet) && (publish || w.received())),
                    () -> text(packet) + " to " + name + " is not kept in " + written);
        }
    }

    private void answer(Client client) {
        if (client.open.isEmpty()) {
            return;
        }
        MqttMessage packet = client.open.remove(random.nextInt(client.open.size()));
        if (!(packet instanceof MqttPublishMessage publish)) {
            client.session.outbox().acknowledged(id(packet), QoS.EXACTLY_ONCE);
        } else if (publish.fixedHeader().qosLevel().value() == 1) {
            client.session.outbox().acknowledged(id(packet), QoS.AT_LEAST_ONCE);
        } else {
            client.session.outbox().received(id(packet)).ifPresent(client.open::add);
        }
    }
}
