package io.aromabridge.bridge.client.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;

/** Translates failures of Netty into those of the JDK's sockets, by type: the table of diagnoses knows these. */
final class NettyFailures {
    private NettyFailures() {}

    /** The same failure in the JDK's terms. */
    static Throwable translate(Throwable failure) {
        Throwable bare = failure;
        while (bare instanceof DecoderException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        if (bare instanceof ConnectTimeoutException || bare instanceof SslHandshakeTimeoutException) {
            return caused(new SocketTimeoutException("no answer in time"), bare);
        }
        if (bare instanceof ClosedChannelException) {
            return caused(new EOFException("the other side closed the connection"), bare);
        }
        // The JDK's channels have no exception of their own for a reset or a broken pipe. What a decoder throws comes
        // wrapped, and what our handlers throw has a type.
        if (bare == failure && bare.getClass() == IOException.class) {
            return caused(new SocketException(bare.getMessage()), bare);
        }
        return bare;
    }

    private static <T extends Throwable> T caused(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
