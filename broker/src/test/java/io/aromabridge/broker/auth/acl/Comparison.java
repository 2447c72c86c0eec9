package io.aromabridge.broker.auth.acl;

import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.subscribe;
import static io.aromabridge.testing.mqtt.RawClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import io.aromabridge.testing.process.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Asks a real mosquitto and ours the same questions about random ACL files: is the file good, what of that which each
 * client publishes arrives at one who may read everything, and what of that which one publishes who may write everything
 * arrives at each client.
 */
final class Comparison {
    private static final String EVERYTHING = "examiner";
    private static final List<String> EVERYTHING_LINES = List.of(
            "user " + EVERYTHING,
            "topic #",
            "topic $/#",
            "topic $a/#",
            "topic $SYS/#",
            "topic $SYSTEM/#",
            "topic $share/#",
            "topic $shared/#");
    private static final byte[] PING = {(byte) 0xc0, 0};
    private static final int SUBACK = 9;
    private static final int PINGRESP = 13;
    private static final int TOPICS = 40;
    private static final int CLIENTS = 7;

    private final Path folder;
    private final RandomGenerator random;
    private final List<String> differences = new ArrayList<>();
    private int files;
    private int refused;
    private int asked;
    private int allowed;

    private record Client(String user, String id, RawClient wire) implements AutoCloseable {
        static Client connect(int port, String user, String id) throws IOException {
            RawClient wire = new RawClient(port);
            wire.send(user.isEmpty() ? RawClient.connect(id) : RawClient.connect(4, 0x82, id, text(user)));
            RawPacket answer = wire.read();
            if (answer.type() != 2 || answer.body()[1] != 0) {
                throw new IOException("user '" + user + "' client '" + id + "': " + answer);
            }
            return new Client(user, id, wire);
        }

        Client subscribeToEverything() throws IOException {
            List<String> filters = List.of("#", "$/#", "$a/#", "$SYS/#", "$SYSTEM/#", "$shared/#");
            wire.send(filters.stream().map(filter -> subscribe(1, filter, 0)).toArray(byte[][]::new));
            for (int i = 0; i < filters.size(); i++) {
                wire.read(SUBACK);
            }
            return this;
        }

        /** What has come before everything that was sent is answered. */
        Set<String> payloads() throws IOException {
            wire.send(PING);
            Set<String> payloads = new HashSet<>();
            for (RawPacket packet = wire.read(); packet.type() != PINGRESP; packet = wire.read()) {
                payloads.add(packet.payload());
            }
            return payloads;
        }

        Optional<String> userName() {
            return user.isEmpty() ? Optional.empty() : Optional.of(user);
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    Comparison(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
    }

    /** One more file. */
    void next() throws IOException, InterruptedException {
        RandomAcl acl = new RandomAcl(random);
        List<String> drawn = acl.lines(files % 2 == 1);
        List<String> lines = new ArrayList<>(drawn);
        lines.addAll(EVERYTHING_LINES);
        Set<String> topics = new TreeSet<>();
        for (int i = 0; i < TOPICS; i++) {
            topics.add(acl.topic(drawn));
        }
        compare(lines, List.copyOf(topics));
    }

    /** Starts mosquitto with an ACL file and no password file: it takes every user name. Empty if it refuses the file. */
    private Optional<Mosquitto> start(byte[] acl) throws IOException, InterruptedException {
        Path aclFile = Files.write(folder.resolve("acl"), acl);
        try {
            return Optional.of(Mosquitto.in(folder)
                    .with("acl_file " + aclFile, "set_tcp_nodelay true")
                    .start());
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("in acl_file")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void compare(List<String> lines, List<String> topics) throws IOException, InterruptedException {
        files++;
        Optional<AccessRules> ours = parse(lines);
        byte[] file = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        Optional<Mosquitto> theirs = start(file);
        try (AutoCloseable unused = () -> theirs.ifPresent(Mosquitto::close)) {
            if (ours.isEmpty() || theirs.isEmpty()) {
                refused++;
                expect(theirs.isPresent(), ours.isPresent(), "takes " + quoted(lines));
            } else {
                publishAndReceive(ours.get(), theirs.get().port(), lines, topics);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static Optional<AccessRules> parse(List<String> lines) {
        try {
            return Optional.of(AclFile.parse(lines));
        } catch (AromaException refused) {
            return Optional.empty();
        }
    }

    private void publishAndReceive(AccessRules rules, int port, List<String> lines, List<String> topics)
            throws IOException {
        List<Client> clients = new ArrayList<>();
        try (Client examiner = Client.connect(port, EVERYTHING, EVERYTHING).subscribeToEverything()) {
            RandomAcl names = new RandomAcl(random);
            Set<String> ids = new HashSet<>();
            while (clients.size() < CLIENTS) {
                String id = names.clientId();
                if (ids.add(id)) {
                    clients.add(Client.connect(port, names.user(), id));
                }
            }
            writes(rules, examiner, clients, lines, topics);
            reads(rules, examiner, clients, lines, topics);
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private void writes(
            AccessRules rules, Client examiner, List<Client> clients, List<String> lines, List<String> topics)
            throws IOException {
        for (Client client : clients) {
            publishAll(client, topics);
        }
        Set<String> arrived = examiner.payloads();
        for (Client client : clients) {
            for (int i = 0; i < topics.size(); i++) {
                TopicName topic = TopicName.of(topics.get(i));
                boolean ours =
                        rules.mayPublish(client.userName(), client.id(), topic).allowed()
                                && rules.mayReceive(examiner.userName(), examiner.id(), topic)
                                        .allowed();
                expect(arrived.contains(client.id() + i), ours, describe(client, "writes", topic, lines));
            }
        }
    }

    private void reads(
            AccessRules rules, Client examiner, List<Client> clients, List<String> lines, List<String> topics)
            throws IOException {
        for (Client client : clients) {
            client.subscribeToEverything();
        }
        publishAll(examiner, topics);
        for (Client client : clients) {
            Set<String> arrived = client.payloads();
            for (int i = 0; i < topics.size(); i++) {
                TopicName topic = TopicName.of(topics.get(i));
                boolean ours = rules.mayPublish(examiner.userName(), examiner.id(), topic)
                                .allowed()
                        && rules.mayReceive(client.userName(), client.id(), topic)
                                .allowed();
                expect(arrived.contains(examiner.id() + i), ours, describe(client, "reads", topic, lines));
            }
        }
    }

    private static void publishAll(Client client, List<String> topics) throws IOException {
        byte[][] packets = new byte[topics.size()][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = publish(0, topics.get(i), 0, client.id() + i);
        }
        client.wire().send(packets);
        // What comes back to the examiner itself is thrown away.
        client.payloads();
    }

    private static String describe(Client client, String does, TopicName topic, List<String> lines) {
        return "user '" + client.user() + "' client '" + client.id() + "' " + does + " '" + topic + "' under "
                + quoted(lines);
    }

    private static String quoted(List<String> lines) {
        return lines.subList(0, lines.size() - EVERYTHING_LINES.size()).stream()
                .map(line -> "\n    |" + line.replace("\t", "\\t").replace("\r", "\\r") + "|")
                .toList()
                .toString();
    }

    private void expect(boolean theirs, boolean ours, String question) {
        asked++;
        allowed += ours ? 1 : 0;
        if (theirs != ours) {
            differences.add("mosquitto says " + theirs + ", we say " + ours + ": " + question);
        }
    }

    /** Every answer that was not the same. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    int answersAllowed() {
        return allowed;
    }

    int answersDenied() {
        return asked - allowed;
    }

    @Override
    public String toString() {
        return files + " files (" + refused + " refused), " + asked + " answers compared (" + allowed + " yes), "
                + differences.size() + " different";
    }
}
