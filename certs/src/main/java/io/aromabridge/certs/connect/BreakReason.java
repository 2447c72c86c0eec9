package io.aromabridge.certs.connect;

/** Why an attempt to connect failed, or a connection broke. */
public enum BreakReason {
    /** Name, network or port: the other side was not reached. */
    UNREACHABLE("unreachable"),
    /** TLS: one side does not take the other's certificate, or speaks no TLS. */
    TLS("tls"),
    /** CONNACK with a code other than 0. */
    REFUSED("refused"),
    /** No CONNACK, SUBACK or PINGRESP in time. */
    TIMEOUT("timeout"),
    /** No PUBACK in time, whatever the socket says. */
    NO_PROGRESS("no-progress"),
    /** The other side closed the connection, or the network did. */
    CLOSED("closed"),
    /** Something else. */
    OTHER("other");

    private final String label;

    BreakReason(String label) {
        this.label = label;
    }

    /** As the metrics write it. */
    public String label() {
        return label;
    }
}
