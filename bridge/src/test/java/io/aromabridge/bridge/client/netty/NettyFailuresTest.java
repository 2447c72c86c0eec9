package io.aromabridge.bridge.client.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What goes wrong is named as the JDK's own sockets name it. */
class NettyFailuresTest {
    @Test
    void anEndIsAnEndOfFileAndInTheHandshakeAFailedHandshake() {
        assertInstanceOf(EOFException.class, NettyFailures.translate(new ClosedChannelException(), false));
        Throwable shaking = NettyFailures.translate(new ClosedChannelException(), true);
        assertInstanceOf(SSLHandshakeException.class, shaking);
        assertInstanceOf(EOFException.class, shaking.getCause());
    }

    @Test
    void aResetIsOneOfTheSocket() {
        for (IOException reset : new IOException[] {
            new IOException("Connection reset by peer"),
            new IOException("Broken pipe"),
            new SocketException("Connection reset")
        }) {
            assertInstanceOf(SocketException.class, NettyFailures.translate(reset, false));
            assertInstanceOf(
                    SocketException.class, NettyFailures.translate(reset, true).getCause());
        }
    }

    @Test
    void noAnswerToConnectIsATimeout() {
        assertInstanceOf(
                SocketTimeoutException.class, NettyFailures.translate(new ConnectTimeoutException("10000 ms"), true));
    }

    @Test
    void anAnswerWithoutTlsIsReportedAsByTheJdk() {
        Throwable plain = NettyFailures.translate(new DecoderException(new NotSslRecordException("20020000")), true);
        assertInstanceOf(SSLException.class, plain);
        assertEquals("Unsupported or unrecognized SSL message", plain.getMessage());
    }

    @Test
    void anythingElseStaysAsItIs() {
        IOException other = new IOException("it sent a CONNECT");
        assertSame(other, NettyFailures.translate(other, false));
        ConnectException refused = new ConnectException("Connection refused");
        assertSame(refused, NettyFailures.translate(refused, true));
        SSLHandshakeException alert = new SSLHandshakeException("Received fatal alert: unknown_ca");
        assertSame(alert, NettyFailures.translate(new DecoderException(alert), true));
    }
}
