package io.aromabridge.simulator.diffusion;

import java.math.BigDecimal;

/** The numbers of a diffuse command, with their ranges (Aroma Shooter HTTP API and Hackaroma's guide). */
enum CommandField {
    DURATION("duration", "a whole number of milliseconds", 0, DiffuseCommand.MAX_DURATION_MS),
    CHANNEL("channel", "a whole number", 1, DiffuseCommand.CHANNELS),
    INTENSITY("intensity", "a whole number of percent", 0, DiffuseCommand.MAX_INTENSITY);

    private final String key;
    private final String unit;
    private final int lowest;
    private final int highest;

    CommandField(String key, String unit, int lowest, int highest) {
        this.key = key;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The key in the JSON object. */
    String key() {
        return key;
    }

    /** Refuses a value out of range. */
    void check(int value) {
        if (value < lowest || value > highest) {
            throw wrong(String.valueOf(value));
        }
    }

    /** The value, if it is whole and in range. */
    int value(BigDecimal number, String written) {
        // Compared first: a number such as 1e999999999 must not be written out.
        if (number.compareTo(BigDecimal.valueOf(lowest)) < 0 || number.compareTo(BigDecimal.valueOf(highest)) > 0) {
            throw wrong(written);
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException fraction) {
            throw wrong(written);
        }
    }

    /** What to say of a value, as it was written, that does not fit. */
    InvalidCommandException wrong(String written) {
        return new InvalidCommandException(key + " " + written + ": expected " + rule());
    }

    /** What to say if it is not there. */
    InvalidCommandException missing() {
        return new InvalidCommandException(key + " is missing: expected " + rule());
    }

    private String rule() {
        return unit + ", " + lowest + " to " + highest;
    }
}
