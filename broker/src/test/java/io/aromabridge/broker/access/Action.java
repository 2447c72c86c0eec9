package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.join;
import static io.aromabridge.testing.mqtt.RawClient.publish;
import static io.aromabridge.testing.mqtt.RawClient.subscribe;
import static io.aromabridge.testing.mqtt.RawClient.text;

import io.aromabridge.broker.access.Actor.Talk;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;

/** What a client can try. Each says what came of it, as it was seen by the client and by the witness. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum Action {
    CONNECT(Right.NONE, (actor, scene) -> {
        try (Talk talk = actor.say(scene.client())) {
            return talk.connect();
        }
    }),
    PUBLISH_QOS_0(Right.WRITE, (actor, scene) -> writes(actor, scene, 0)),
    PUBLISH_QOS_1(Right.WRITE, (actor, scene) -> writes(actor, scene, 2)),
    PUBLISH_QOS_2(Right.WRITE, (actor, scene) -> writes(actor, scene, 4)),
    PUBLISH_RETAINED(Right.WRITE, (actor, scene) -> writes(actor, scene, 3)),
    WILL(Right.WILL, (actor, scene) -> dies(actor, scene, 0)),
    WILL_RETAINED(Right.WILL, (actor, scene) -> dies(actor, scene, Actor.WILL_RETAIN)),
    SUBSCRIBE(Right.SUBSCRIBE, (actor, scene) -> {
        try (Talk talk = actor.say(scene.client(), subscribe(1, scene.topic(), 1))) {
            return talk.in() ? "answered " + talk.subAck().orElse(-1) : talk.connect();
        }
    }),
    RECEIVE_EXACT(Right.READ, (actor, scene) -> hears(actor, scene, scene.topic())),
    RECEIVE_BY_PLUS(Right.READ, (actor, scene) -> hears(actor, scene, "+/+")),
    RECEIVE_BY_HASH(Right.READ, (actor, scene) -> hears(actor, scene, "#")),
    RECEIVE_RETAINED(Right.READ, (actor, scene) -> {
        scene.insiderPublishes(3);
        try (Talk talk = actor.say(scene.client(), subscribe(1, "room/#", 1))) {
            return talk.in() ? yes(talk.hasMessage(scene.payload())) : talk.connect();
        }
    }),
    RECEIVE_QUEUED(Right.READ, (actor, scene) -> {
        try (Talk before = actor.say(0, scene.client(), new byte[0], subscribe(1, scene.topic(), 1))) {
            if (!before.in()) {
                return before.connect();
            }
            before.wire().orElseThrow().leave();
        }
        scene.insiderPublishes(2);
        try (Talk again = actor.say(0, scene.client(), new byte[0])) {
            return again.in() ? yes(again.hasMessage(scene.payload())) : again.connect();
        }
    }),
    READ_SYS(Right.SYS, (actor, scene) -> {
        try (Talk talk = actor.say(scene.client(), subscribe(1, "$SYS/#", 0))) {
            return talk.in() ? yes(talk.has(3)) : talk.connect();
        }
    }),
    WRITE_SYS(Right.NOBODYS, (actor, scene) -> {
        byte[] forged = publish(3, "$SYS/broker/version", 1, "forged");
        try (Talk talk = actor.say(scene.client(), forged);
                RawClient reader = scene.insider().subscribed("$SYS/broker/version", 0)) {
            return talk.in() ? yes(Actor.hears(reader, "forged")) : talk.connect();
        }
    }),
    TAKE_ANOTHERS_SESSION(Right.SESSION, (actor, scene) -> {
        try (RawClient alice = scene.alice(false).subscribed(scene.topic(), 1)) {
            alice.leave();
        }
        scene.insiderPublishes(2);
        String outcome;
        try (Talk talk = actor.say(0, scene.client(), new byte[0])) {
            outcome = talk.in() ? yes(talk.hadSession() || talk.hasMessage(scene.payload())) : talk.connect();
        }
        try (RawClient alice = scene.alice(false)) {
            return outcome + (Actor.hears(alice, scene.payload()) ? "" : ", and the session is lost");
        }
    }),
    DISCONNECT_ANOTHER(Right.SESSION, (actor, scene) -> {
        try (RawClient alice = scene.alice(true).subscribed(scene.topic(), 0);
                Talk talk = actor.say(scene.client())) {
            scene.insiderPublishes(0);
            return (talk.in() ? "yes" : talk.connect())
                    + (Actor.hears(alice, scene.payload()) == talk.in() ? ", and another fell silent" : "");
        }
    });

    /** What a row of the table says of it. */
    enum Right {
        NONE,
        WRITE,
        WILL,
        SUBSCRIBE,
        READ,
        SYS,
        NOBODYS,
        SESSION
    }

    private interface Deed {
        String by(Actor actor, Scene scene) throws IOException;
    }

    final Right right;
    private final Deed deed;

    Action(Right right, Deed deed) {
        this.right = right;
        this.deed = deed;
    }

    String by(Actor actor, Scene scene) throws IOException {
        return deed.by(actor, scene);
    }

    private static String yes(boolean done) {
        return done ? "yes" : "no";
    }

    private static String writes(Actor actor, Scene scene, int flags) throws IOException {
        byte[] publish = publish(flags, scene.topic(), 1, scene.payload());
        byte[] release = flags == 4 ? RawClient.acknowledgement(0x62, 1) : new byte[0];
        try (Talk talk = actor.say(scene.client(), publish, release)) {
            String seen = scene.seen((flags & 1) == 1);
            boolean acknowledged = flags == 0 || talk.has(flags == 4 ? 7 : 4);
            if (talk.in() && acknowledged) {
                return seen;
            }
            return talk.connect() + (seen.equals("no") ? "" : ", and it was seen");
        }
    }

    private static String dies(Actor actor, Scene scene, int flags) throws IOException {
        byte[] will = join(text(scene.topic()), text(scene.payload()));
        String connect;
        try (Talk talk = actor.say(Actor.CLEAN | Actor.WILL | flags, scene.client(), will)) {
            connect = talk.connect();
            if (talk.in()) {
                talk.wire().orElseThrow().cut();
            }
        }
        // Under the same client identifier it gets in once the will is published.
        actor.say(scene.client()).close();
        String seen = scene.seen(flags != 0);
        return connect.equals("in") ? seen : connect + (seen.equals("no") ? "" : ", and it was seen");
    }

    private static String hears(Actor actor, Scene scene, String filter) throws IOException {
        try (Talk talk = actor.say(scene.client(), subscribe(1, filter, 1))) {
            scene.insiderPublishes(2);
            return talk.in() ? yes(Actor.hears(talk.wire().orElseThrow(), scene.payload())) : talk.connect();
        }
    }
}
