package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.text;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what an identity can do at a door, and tells how it was answered. */
final class Actor {
    static final int CLEAN = 2;
    static final int WILL = 0x04;
    static final int WILL_RETAIN = 0x20;
    private static final byte[] PING = {(byte) 0xc0, 0};
    private static final int CONNACK = 2;
    private static final int PINGRESP = 13;

    private final Place place;
    private final Door door;
    private final Identity identity;

    Actor(Place place, Door door, Identity identity) {
        this.place = place;
        this.door = door;
        this.identity = identity;
    }

    /** What came back before the answer to a PING, or before the connection was closed; its socket may be open still. */
    record Talk(Optional<RawClient> wire, List<RawPacket> answers) implements AutoCloseable {
        /** How CONNECT was answered: {@code 0}, {@code 5 refused}, {@code closed}. */
        String connect() {
            return answers.stream()
                    .filter(p -> p.type() == CONNACK)
                    .findFirst()
                    .map(p -> p.body()[1] == 0 ? "in" : "refused " + p.body()[1])
                    .orElse("closed");
        }

        boolean in() {
            return connect().equals("in");
        }

        boolean hadSession() {
            return in() && answers.get(0).body()[0] == 1;
        }

        boolean has(int type) {
            return answers.stream().anyMatch(p -> p.type() == type);
        }

        boolean hasMessage(String payload) {
            return answers.stream().anyMatch(p -> p.type() == 3 && p.payload().equals(payload));
        }

        Optional<Integer> subAck() {
            return answers.stream().filter(p -> p.type() == 9).findFirst().map(p -> p.body()[2] & 0xff);
        }

        @Override
        public void close() throws IOException {
            if (wire.isPresent()) {
                wire.get().close();
            }
        }
    }

    /** CONNECT, and in the same breath these packets: whoever is not let in might still be heard. */
    Talk say(int flags, String clientId, byte[] will, byte[]... packets) throws IOException {
        RawClient wire;
        try {
            wire = place.dial(door, identity);
            byte[] first = identity == Identity.NOBODY ? new byte[0] : connect(flags, clientId, will);
            wire.send(RawClient.join(first, RawClient.join(packets), PING));
        } catch (IOException refused) {
            return new Talk(Optional.empty(), List.of());
        }
        return new Talk(Optional.of(wire), untilPong(wire));
    }

    Talk say(String clientId, byte[]... packets) throws IOException {
        return say(CLEAN, clientId, new byte[0], packets);
    }

    private byte[] connect(int flags, String clientId, byte[] will) {
        return identity.user.isEmpty()
                ? RawClient.connect(4, flags, clientId, will)
                : RawClient.connect(4, flags | 0xc0, clientId, will, text(identity.user), text(identity.password()));
    }

    /**
     * Everything until the answer to a second PING, or to the end of the connection: a delivery may be overtaken by the
     * answer to the first, but not by what is asked for after it.
     */
    static List<RawPacket> untilPong(RawClient wire) {
        List<RawPacket> packets = new ArrayList<>();
        try {
            if (untilPong(wire, packets)) {
                wire.send(PING);
                untilPong(wire, packets);
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer after " + packets, silent);
        } catch (IOException closed) {
            // What came before is what came.
            return packets;
        }
        return packets;
    }

    private static boolean untilPong(RawClient wire, List<RawPacket> packets) throws IOException {
        Optional<RawPacket> next = wire.readOrEnd();
        while (next.isPresent() && next.get().type() != PINGRESP) {
            packets.add(next.get());
            next = wire.readOrEnd();
        }
        return next.isPresent();
    }

    /** Whether this came before the answer to a new PING. */
    static boolean hears(RawClient wire, String payload) throws IOException {
        wire.send(PING);
        return untilPong(wire).stream()
                .anyMatch(p -> p.type() == 3 && p.payload().equals(payload));
    }
}
