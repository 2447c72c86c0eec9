package io.aromabridge.certs.connect;

import io.aromabridge.core.message.Payload;
import java.io.IOException;

/** The server answered in another protocol: CONNECT with something else than CONNACK, or the ClientHello without TLS. */
public final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 16;

    private final transient Payload answer;

    /**
     * With what came instead.
     *
     * @param answer its first bytes, after TLS if there is TLS; empty if the client does not show them
     */
    public UnexpectedAnswerException(Payload answer) {
        super("unexpected answer \"" + answer.excerpt(SHOWN) + "\"");
        this.answer = answer;
    }

    /** The first bytes; may be empty. */
    public Payload answer() {
        return answer;
    }
}
