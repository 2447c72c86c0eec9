package io.aromabridge.simulator.diffusion;

/** What became of a diffuse command, or of a run that one began; {@link DiffusionLog} lists when each is written. */
public enum Outcome {
    /** A run began. */
    DIFFUSING("diffusing"),
    /** The command took the place of the one in force; the run goes on with the new values. */
    REPLACED("replaced"),
    /** A command that emits nothing switched the channel off, or it stuck or lost its power while it ran. */
    STOPPED("stopped"),
    /** The run's time was up. */
    FINISHED("finished"),
    /** The command was invalid, or its channel is stuck; it changed nothing. */
    REJECTED("rejected");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** The word in the diffusion log. */
    public String text() {
        return text;
    }
}
