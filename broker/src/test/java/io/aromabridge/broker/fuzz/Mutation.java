package io.aromabridge.broker.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** A way to spoil what a client sends. */
interface Mutation {
    /**
     * Spoils it.
     *
     * @param stream what is written, piece by piece: packets at first, at least one
     */
    void spoil(List<byte[]> stream, RandomGenerator random);

    /** How the report calls it. */
    String name();
}
