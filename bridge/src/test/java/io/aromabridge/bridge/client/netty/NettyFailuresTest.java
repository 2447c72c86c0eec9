package io.aromabridge.bridge.client.netty;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What goes wrong is named as the JDK's own sockets name it. */
class NettyFailuresTest {
    @Test
    void anEndIsAnEndOfFile() {
        assertInstanceOf(EOFException.class, NettyFailures.translate(new ClosedChannelException()));
    }

    @Test
    void aResetIsOneOfTheSocketWhateverItsText() {
        assertInstanceOf(SocketException.class, NettyFailures.translate(new IOException("Connection reset by peer")));
        assertInstanceOf(SocketException.class, NettyFailures.translate(new IOException("in another language")));
    }

    @Test
    void noAnswerInTimeIsATimeout() {
        assertInstanceOf(SocketTimeoutException.class, NettyFailures.translate(new ConnectTimeoutException("10 s")));
        assertInstanceOf(
                SocketTimeoutException.class, NettyFailures.translate(new SslHandshakeTimeoutException("10 s")));
    }

    @Test
    void anythingElseStaysAsItIs() {
        IOException ofADecoder = new IOException("odd");
        assertSame(ofADecoder, NettyFailures.translate(new DecoderException(ofADecoder)));
        ProtocolException ours = new ProtocolException("received a CONNECT");
        assertSame(ours, NettyFailures.translate(ours));
        ConnectException refused = new ConnectException("Connection refused");
        assertSame(refused, NettyFailures.translate(refused));
        SSLHandshakeException alert = new SSLHandshakeException("Received fatal alert: unknown_ca");
        assertSame(alert, NettyFailures.translate(new DecoderException(alert)));
    }
}
