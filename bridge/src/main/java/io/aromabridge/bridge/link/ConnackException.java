package io.aromabridge.bridge.link;

/** The other side answered CONNECT with a refusal (MQTT 3.1.1, section 3.2.2.3). */
public final class ConnackException extends Exception {
    private final int code;

    /** A CONNACK with this return code, 1 to 5. */
    public ConnackException(int code) {
        super("CONNACK " + code);
        this.code = code;
    }

    /** The return code. */
    public int code() {
        return code;
    }
}
