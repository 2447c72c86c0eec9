package io.aromabridge.core.topic;

/** A topic name or topic filter breaks a rule of MQTT 3.1.1, section 4.7; the message says which, and where. */
public final class TopicSyntaxException extends IllegalArgumentException {
    private final int position;

    TopicSyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Index of the offending character in the text, from 0. */
    public int position() {
        return position;
    }
}
