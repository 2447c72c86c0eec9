package io.aromabridge.simulator.diffusion;

/** A diffuse command breaks a rule; the message is one printable line that names the field, what it held and the rule. */
public final class InvalidCommandException extends IllegalArgumentException {
    InvalidCommandException(String message) {
        super(message);
    }
}
