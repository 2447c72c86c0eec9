package io.aromabridge.bench.compare;

import java.util.Optional;

/**
 * What a row demands of ours.
 *
 * @param text in the table
 * @param met whether it is reached; empty if that is unknown without mosquitto
 */
record Bar(String text, Optional<Boolean> met) {
    /** Nothing moves for so long: a stall. */
    private static final double STALL_MILLIS = 1000;

    /** Judges a row. */
    static Bar of(RowResult result) {
        boolean complete = result.isComplete(BenchTarget.OURS);
        double demanded = result.row().ratio();
        if (demanded == 0) {
            return new Bar("no loss", Optional.of(complete));
        }
        boolean flows = complete && result.longestPauseMillis(BenchTarget.OURS) <= STALL_MILLIS;
        boolean paced = result.row().isPaced();
        return new Bar(
                "no loss, no stall, " + (paced ? "≤ " : "≥ ") + demanded + "×",
                flows
                        ? result.ratio(BenchTarget.MOSQUITTO)
                                .map(ratio -> paced ? ratio <= demanded : ratio >= demanded)
                        : Optional.of(false));
    }

    String mark() {
        return met.map(yes -> yes ? "✔" : "✘").orElse("–");
    }
}
