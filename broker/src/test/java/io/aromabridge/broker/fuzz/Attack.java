package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.join;

import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** One hostile connection, the same for the same carrier and seed. */
final class Attack {
    private static final List<Mutation> ANYWHERE = both(ByteMutation.values(), Offence.values());
    private static final List<Mutation> AT_CONNECT = both(ByteMutation.values(), ConnectOffence.values());
    /** What {@code h/#} covers: {@code h} itself is part of it (MQTT 3.1.1, section 4.7.1.2). */
    private static final Pattern OWN = Pattern.compile("h(/.*)?", Pattern.DOTALL);

    private static final Set<Integer> OF_A_BROKER = Set.of(2, 3, 4, 5, 6, 7, 9, 11, 13);

    // fixed
    private final Carrier carrier;
    private final RandomGenerator random;
    private final Script script;

    // as it goes
    private String kind = "";
    private boolean connected;

    /**
     * What came of it.
     *
     * @param kind of input
     * @param connected whether the stranger was let in before it misbehaved
     */
    record Outcome(String kind, boolean connected) {}

    Attack(Carrier carrier, long seed) {
        this.carrier = carrier;
        this.random = new SplittableRandom(seed);
        this.script = new Script(random);
    }

    private static List<Mutation> both(Mutation[] some, Mutation[] others) {
        List<Mutation> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String tlsVersion() {
        return random.nextInt(8) == 0 ? "TLSv1.3" : "TLSv1.2";
    }

    Outcome run(Target target) throws IOException {
        int choice = random.nextInt(100);
        if (carrier.tls && choice < 5) {
            insteadOfTls(target);
        } else if (carrier.webSocket && choice < 13) {
            insteadOfWebSocket(target);
        } else {
            try (Line line = target.dial(carrier, tlsVersion())) {
                speak(line, choice);
                check(line.replies());
            }
        }
        return new Outcome(kind, connected);
    }

    private void insteadOfTls(Target target) throws IOException {
        TlsOffence offence = any(TlsOffence.values());
        kind = "TLS " + offence + " instead of a handshake";
        blurt(target.tcp(carrier), offence.bytes(random));
    }

    private void insteadOfWebSocket(Target target) throws IOException {
        UpgradeOffence offence = any(UpgradeOffence.values());
        kind = "UPGRADE " + offence;
        blurt(target.secure(carrier, target.tcp(carrier), tlsVersion()), offence.bytes(random));
    }

    private void blurt(Socket socket, byte[] bytes) throws IOException {
        try (Line line = new Line(socket, socket, Optional.empty())) {
            attempt(() -> line.onTheWire(bytes));
            end(line);
        }
    }

    private void speak(Line line, int choice) throws IOException {
        List<byte[]> stream = new ArrayList<>(script.packets());
        boolean raw = choice < (carrier.webSocket ? 40 : carrier.tls ? 20 : 0);
        boolean after = raw || choice < 93;
        if (after) {
            line.mqtt().send(script.connect());
            // Now and then what follows is there before the answer is.
            if (random.nextInt(8) > 0) {
                line.awaitConnAck();
            }
        } else {
            stream.add(0, script.connect());
        }
        if (raw) {
            attempt(() -> belowMqtt(line, join(stream.toArray(byte[][]::new))));
        } else {
            spoilt(line, stream, after ? ANYWHERE : AT_CONNECT);
            kind = (after ? "" : "CONNECT ") + kind;
        }
        end(line);
        connected = after && !line.replies().isEmpty() && accepts(line.replies().get(0));
    }

    private void spoilt(Line line, List<byte[]> stream, List<Mutation> mutations) throws IOException {
        Mutation mutation = mutations.get(random.nextInt(mutations.size()));
        kind = mutation.name();
        mutation.spoil(stream, random);
        byte[][] pieces = stream.toArray(byte[][]::new);
        if (mutation == ByteMutation.BYTE_BY_BYTE || random.nextBoolean()) {
            for (byte[] piece : pieces) {
                attempt(() -> line.mqtt().send(piece));
            }
        } else {
            attempt(() -> line.mqtt().send(join(pieces)));
        }
    }

    private void belowMqtt(Line line, byte[] mqtt) throws IOException {
        if (line.isWebSocket() && (!carrier.tls || random.nextBoolean())) {
            FrameOffence offence = any(FrameOffence.values());
            kind = "FRAME " + offence;
            line.belowWebSocket(offence.bytes(mqtt, random));
        } else {
            TlsOffence offence = any(TlsOffence.values());
            kind = "TLS " + offence;
            line.onTheWire(offence.bytes(random));
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** The broker may close the connection while it is written. */
    private static void attempt(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException closed) {
            // What the broker said is read next.
        }
    }

    private void end(Line line) throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> line.reset();
            case 1 -> line.close();
            default -> attempt(line::finish);
        }
    }

    private static boolean accepts(RawPacket packet) {
        return packet.type() == 2 && packet.body()[1] == 0;
    }

    /** Nothing came back that is not for such a client: CONNACK once and first, and messages of strangers alone. */
    private static void check(List<RawPacket> replies) {
        for (int i = 0; i < replies.size(); i++) {
            RawPacket packet = replies.get(i);
            boolean harmless = OF_A_BROKER.contains(packet.type())
                    && (packet.type() == 2) == (i == 0)
                    && (packet.type() != 3 || OWN.matcher(packet.topic()).matches());
            if (!harmless) {
                throw new AssertionError("a stranger was sent " + packet + " in the place " + i);
            }
        }
    }
}
