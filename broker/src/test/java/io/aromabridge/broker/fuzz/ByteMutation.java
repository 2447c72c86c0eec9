package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.join;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Spoils the bytes of packets without a look at what they mean. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
enum ByteMutation implements Mutation {
    UNTOUCHED((stream, random) -> {}),
    BIT_FLIPS((stream, random) -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            byte[] packet = any(stream, random);
            packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }),
    BYTES_CHANGED((stream, random) -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            byte[] packet = any(stream, random);
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
    }),
    FIRST_BYTE_CHANGED((stream, random) -> any(stream, random)[0] = (byte) random.nextInt(256)),
    FLAGS_CHANGED((stream, random) -> {
        byte[] packet = any(stream, random);
        packet[0] = (byte) ((packet[0] & 0xf0) | random.nextInt(16));
    }),
    CUT((stream, random) -> {
        byte[] all = merged(stream);
        only(stream, Arrays.copyOf(all, random.nextInt(all.length)));
    }),
    BYTES_LOST((stream, random) -> {
        int at = random.nextInt(stream.size());
        byte[] packet = stream.get(at);
        int from = random.nextInt(packet.length);
        int to = from + random.nextInt(packet.length - from + 1);
        stream.set(at, join(Arrays.copyOf(packet, from), Arrays.copyOfRange(packet, to, packet.length)));
    }),
    BYTES_INSERTED((stream, random) -> {
        int at = random.nextInt(stream.size());
        byte[] packet = stream.get(at);
        int place = random.nextInt(packet.length + 1);
        stream.set(
                at,
                join(
                        Arrays.copyOf(packet, place),
                        bytes(1 + random.nextInt(8), random),
                        Arrays.copyOfRange(packet, place, packet.length)));
    }),
    LENGTH_LIES((stream, random) -> {
        byte[] packet = any(stream, random);
        packet[1] = (byte) (random.nextBoolean() ? packet[1] + random.nextInt(-4, 5) : random.nextInt(128));
    }),
    LENGTH_OF_FIVE_BYTES((stream, random) -> {
        int at = random.nextInt(stream.size());
        byte[] packet = stream.get(at);
        byte[] length = {packet[0], -1, -1, -1, -1, (byte) random.nextInt(128)};
        stream.set(at, join(length, Arrays.copyOfRange(packet, 1, packet.length)));
    }),
    LENGTH_OF_MANY_MEGABYTES((stream, random) -> {
        int at = random.nextInt(stream.size());
        byte[] packet = stream.get(at);
        byte[] length = {packet[0], -1, -1, -1, (byte) (1 + random.nextInt(127))};
        stream.set(at, join(length, Arrays.copyOfRange(packet, 1, packet.length)));
    }),
    DUPLICATED((stream, random) -> {
        byte[] packet = any(stream, random);
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            stream.add(random.nextInt(stream.size() + 1), packet.clone());
        }
    }),
    REORDERED((stream, random) -> Collections.shuffle(stream, new Random(random.nextLong()))),
    LEFT_OUT((stream, random) -> stream.remove(random.nextInt(stream.size()))),
    BYTE_BY_BYTE((stream, random) -> {
        byte[] all = merged(stream);
        stream.clear();
        for (byte each : all) {
            stream.add(new byte[] {each});
        }
    }),
    SPLIT((stream, random) -> {
        byte[] all = merged(stream);
        stream.clear();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(40));
            stream.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
    }),
    MERGED((stream, random) -> only(stream, merged(stream))),
    GARBAGE((stream, random) -> stream.add(random.nextInt(stream.size() + 1), bytes(random.nextInt(600), random)));

    private final Spoiling spoiling;

    ByteMutation(Spoiling spoiling) {
        this.spoiling = spoiling;
    }

    /** A part of {@link Mutation}, for the list above. */
    private interface Spoiling {
        void spoil(List<byte[]> stream, RandomGenerator random);
    }

    @Override
    public void spoil(List<byte[]> stream, RandomGenerator random) {
        spoiling.spoil(stream, random);
    }

    private static byte[] any(List<byte[]> stream, RandomGenerator random) {
        return stream.get(random.nextInt(stream.size()));
    }

    private static byte[] merged(List<byte[]> stream) {
        return join(stream.toArray(byte[][]::new));
    }

    private static void only(List<byte[]> stream, byte[] piece) {
        stream.clear();
        stream.add(piece);
    }

    static byte[] bytes(int length, RandomGenerator random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
