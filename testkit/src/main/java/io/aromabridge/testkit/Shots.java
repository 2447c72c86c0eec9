package io.aromabridge.testkit;

/** Begins the description of a diffuse command: {@code shoot(1).intensity(75).forMillis(2000).withBooster()}. */
public final class Shots {
    private Shots() {}

    /**
     * A shot of one channel, at 100 % for 1 s, without booster.
     *
     * @param channel 1 to 6
     */
    public static Shot shoot(int channel) {
        return Shot.of(channel);
    }
}
