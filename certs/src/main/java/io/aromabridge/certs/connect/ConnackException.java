package io.aromabridge.certs.connect;

/** The server answered CONNECT with a refusal (MQTT 3.1.1, section 3.2.2.3). */
public final class ConnackException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    /** A CONNACK with this return code, 1 to 255; MQTT 3.1.1 knows 1 to 5. */
    public ConnackException(int code) {
        super("CONNACK " + code);
        this.code = code;
    }

    /** The return code. */
    public int code() {
        return code;
    }
}
