package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.text;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.util.Optional;

/**
 * A user at a broker, beside an examiner who may do everything there.
 *
 * @param user empty for an anonymous client
 */
record Asker(int port, String user) {
    static final String EXAMINER = "examiner";

    RawClient examiner() throws IOException {
        return connect(EXAMINER, Actor.CLEAN);
    }

    RawClient connect(String name, int flags) throws IOException {
        return tryConnect(name, flags, new byte[0]).orElseThrow(() -> new IOException("'" + name + "' was not let in"));
    }

    Optional<RawClient> tryConnect(String name, int flags, byte[] will) throws IOException {
        String clientId = "client of " + name;
        byte[] connect = name.isEmpty()
                ? RawClient.connect(4, flags, clientId, will)
                : RawClient.connect(4, flags | 0xc0, clientId, will, text(name), text("secret of " + name));
        return tryConnect(connect);
    }

    /** A client that was let in. */
    Optional<RawClient> tryConnect(byte[] connect) throws IOException {
        RawClient client = new RawClient(port).send(connect);
        Optional<RawPacket> answer = client.readOrEnd();
        if (answer.isPresent() && answer.get().type() == 2 && answer.get().body()[1] == 0) {
            return Optional.of(client);
        }
        client.close();
        return Optional.empty();
    }

    void examinerPublishes(int flags, String topic) throws IOException {
        try (RawClient examiner = examiner()) {
            examiner.send(publish(flags, topic, 1, "examined")).read(4);
        }
    }

    /** Takes a retained message away; says whether there was one. */
    String forget(String topic) throws IOException {
        boolean kept;
        try (RawClient late = examiner()) {
            late.subscribed(topic, 0);
            late.send(new byte[] {(byte) 0xc0, 0});
            kept = Actor.untilPong(late).stream().anyMatch(p -> p.type() == 3 && (p.header() & 1) == 1);
        }
        try (RawClient examiner = examiner()) {
            examiner.send(publish(3, topic, 1, "")).read(4);
        }
        return kept ? "kept" : "nothing kept";
    }
}
