package io.aromabridge.bridge.client.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Translates failures of Netty into those of the JDK's sockets, which the link's diagnosis knows. */
final class NettyFailures {
    private NettyFailures() {}

    /**
     * The same failure in the JDK's terms.
     *
     * @param shaking whether TLS was to shake hands, or did
     */
    static Throwable translate(Throwable failure, boolean shaking) {
        Throwable bare = failure;
        while (bare instanceof DecoderException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        if (bare instanceof NotSslRecordException) {
            SSLException unknown = new SSLException("Unsupported or unrecognized SSL message");
            unknown.initCause(bare);
            return unknown;
        }
        if (bare instanceof ConnectTimeoutException) {
            return caused(new SocketTimeoutException("connect timed out"), bare);
        }
        if (bare instanceof ClosedChannelException || bare instanceof EOFException) {
            EOFException end = new EOFException("the other side closed the connection");
            return shaking ? caused(new SSLHandshakeException("closed in the handshake"), end) : end;
        }
        if (bare.getClass() == SocketException.class || isOfTheSocket(bare)) {
            SocketException socket = caused(new SocketException(bare.getMessage()), bare);
            return shaking ? caused(new SSLHandshakeException("broken in the handshake"), socket) : socket;
        }
        return bare;
    }

    /** The JDK's channels throw no exception of their own for these. */
    private static boolean isOfTheSocket(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        return failure.getClass() == IOException.class
                && (text.contains("Connection reset") || text.contains("Broken pipe") || text.contains("abort"));
    }

    private static <T extends Throwable> T caused(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
