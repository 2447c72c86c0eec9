package io.aromabridge.broker.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The other end of a connection: its address, and the certificate that it has shown. */
public final class RemotePeer {
    private static final AttributeKey<X509Certificate> CERTIFICATE = AttributeKey.valueOf("aromabridge.certificate");

    private RemotePeer() {}

    /** The client certificate of this connection, once the TLS handshake is done. */
    public static Optional<X509Certificate> certificate(Channel channel) {
        return Optional.ofNullable(channel.attr(CERTIFICATE).get());
    }

    /** The TLS handshake has shown this certificate. */
    public static void showed(Channel channel, X509Certificate certificate) {
        channel.attr(CERTIFICATE).set(certificate);
    }

    /** The address, for the log. */
    public static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress a
                ? a.getAddress().getHostAddress() + ":" + a.getPort()
                : "an unknown address";
    }
}
