package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.publish;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;

/** One cell's own topic, payload and client identifier, and the witness who sees everything. */
final class Scene {
    private static final int PUBLISH = 3;

    private final Place place;
    private final RawClient witness;
    private final int number;

    Scene(Place place, RawClient witness, int number) {
        this.place = place;
        this.witness = witness;
        this.number = number;
    }

    String topic() {
        return "room/" + number;
    }

    String payload() {
        return "message " + number;
    }

    String client() {
        return "client-" + number;
    }

    RawClient insider() throws IOException {
        return place.insider("witness", "insider-" + number, true);
    }

    /** The user whose client identifier it is. */
    RawClient alice(boolean clean) throws IOException {
        return place.insider("alice", client(), clean);
    }

    /** Somebody with the right to do so publishes the message. */
    void insiderPublishes(int flags) throws IOException {
        try (RawClient insider = insider()) {
            insider.send(publish(flags, topic(), 1, payload()));
            insider.send(new byte[] {(byte) 0xc0, 0}).read(13);
        }
    }

    /** {@code yes} if the witness has seen the message, and finds it kept if it should be; {@code no} if neither. */
    String seen(boolean kept) throws IOException {
        boolean live = false;
        witness.send(publish(0, "mark/" + number, 0, ""));
        for (RawPacket packet = witness.read(PUBLISH);
                !packet.topic().equals("mark/" + number);
                packet = witness.read(PUBLISH)) {
            live |= packet.topic().equals(topic()) && packet.payload().equals(payload());
        }
        boolean found;
        try (RawClient late = insider().subscribed(topic(), 0)) {
            found = Actor.hears(late, payload());
        }
        return live && found == kept ? "yes" : !live && !found ? "no" : live ? "live only" : "kept only";
    }
}
