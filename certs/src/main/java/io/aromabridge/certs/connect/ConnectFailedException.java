package io.aromabridge.certs.connect;

import io.aromabridge.core.message.Payload;
import java.io.IOException;

/** An attempt to connect failed, before CONNACK 0. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1;

    private final ConnectPhase phase;
    private final transient Payload received;

    /**
     * A failure in this phase.
     *
     * @param received the first bytes that the server sent in this connection, at most 16, as they came over TCP (before
     *     TLS); empty if it sent none
     * @param cause what the socket, TLS or the MQTT client reported
     */
    public ConnectFailedException(ConnectPhase phase, Payload received, Throwable cause) {
        super("failed in phase " + phase + ": " + cause.getMessage(), cause);
        this.phase = phase;
        this.received = received;
    }

    /** Where it stood. */
    public ConnectPhase phase() {
        return phase;
    }

    /** The first bytes that the server sent, at most 16; empty if it sent none. */
    public Payload received() {
        return received;
    }
}
