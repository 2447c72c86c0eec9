package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.acknowledgement;
import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.subscribe;
import static io.aromabridge.testing.mqtt.RawClient.text;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a client can be seen to get from a broker, whichever it is; each answer tells all that came of it. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum Question {
    PUBLISH_QOS_0((asker, topic) -> publishes(asker, topic, 0)),
    PUBLISH_QOS_1((asker, topic) -> publishes(asker, topic, 2)),
    PUBLISH_QOS_2((asker, topic) -> publishes(asker, topic, 4)),
    PUBLISH_RETAINED((asker, topic) -> publishes(asker, topic, 3)),
    WILL((asker, topic) -> dies(asker, topic, 0)),
    WILL_RETAINED((asker, topic) -> dies(asker, topic, Actor.WILL_RETAIN)),
    RECEIVE_LIVE((asker, topic) -> receives(asker, topic, topic)),
    RECEIVE_BY_WILDCARD((asker, topic) -> receives(asker, topic, "#")),
    RECEIVE_RETAINED((asker, topic) -> {
        asker.examinerPublishes(3, topic);
        try (RawClient client = asker.connect(asker.user(), Actor.CLEAN)) {
            client.send(subscribe(1, topic, 1));
            return told(client);
        } finally {
            asker.forget(topic);
        }
    }),
    RECEIVE_QUEUED((asker, topic) -> {
        asker.connect(asker.user(), 0).subscribed(topic, 1).leave();
        asker.examinerPublishes(2, topic);
        String told;
        try (RawClient again = asker.connect(asker.user(), 0)) {
            told = told(again);
        }
        asker.connect(asker.user(), Actor.CLEAN).leave();
        return told;
    });

    private interface Asking {
        String ask(Asker asker, String topic) throws IOException;
    }

    private final Asking asking;

    Question(Asking asking) {
        this.asking = asking;
    }

    /** The answer for one user and topic. */
    String ask(Asker asker, String topic) throws IOException {
        return asking.ask(asker, topic);
    }

    /** Types, codes and messages; packet identifiers are the broker's own affair. */
    private static String told(RawClient client) throws IOException {
        client.send(new byte[] {(byte) 0xc0, 0});
        return told(Actor.untilPong(client));
    }

    private static String told(List<RawPacket> packets) {
        return packets.stream()
                .map(p -> switch (p.type()) {
                    case 3 -> "PUBLISH " + (p.header() & 15) + " " + p.topic() + "=" + p.payload();
                    case 9 -> "SUBACK " + p.body()[2];
                    default -> "type " + p.type();
                })
                .toList()
                .toString();
    }

    private static String publishes(Asker asker, String topic, int flags) throws IOException {
        try (RawClient examiner = asker.examiner().subscribed(topic, 2);
                RawClient client = asker.connect(asker.user(), Actor.CLEAN)) {
            byte[] release = flags == 4 ? acknowledgement(0x62, 1) : new byte[0];
            client.send(publish(flags, topic, 1, "from " + asker.user()), release);
            return told(client) + ", examiner " + told(examiner) + ", then " + asker.forget(topic);
        }
    }

    private static String dies(Asker asker, String topic, int flags) throws IOException {
        byte[] will = join(text(topic), text("will of " + asker.user()));
        try (RawClient examiner = asker.examiner().subscribed(topic, 2)) {
            Optional<RawClient> client = asker.tryConnect(asker.user(), Actor.CLEAN | Actor.WILL | flags, will);
            if (client.isPresent()) {
                client.get().cut();
            }
            asker.connect(asker.user(), Actor.CLEAN).leave();
            return "examiner " + told(examiner) + ", then " + asker.forget(topic);
        }
    }

    private static String receives(Asker asker, String topic, String filter) throws IOException {
        try (RawClient client = asker.connect(asker.user(), Actor.CLEAN)) {
            client.send(subscribe(1, filter, 1));
            String subscribed = told(client);
            asker.examinerPublishes(2, topic);
            return subscribed + told(client);
        }
    }
}
