package io.aromabridge.testkit;

import java.util.SplittableRandom;

/** The chance of a bed's parts: each has its own, so that what one asks changes nothing for the others. */
record Chance(SplittableRandom uplink, SplittableRandom bridge, SplittableRandom devices, String password) {
    static Chance of(long seed) {
        SplittableRandom all = new SplittableRandom(seed);
        return new Chance(all.split(), all.split(), all.split(), Long.toHexString(all.nextLong()));
    }
}
