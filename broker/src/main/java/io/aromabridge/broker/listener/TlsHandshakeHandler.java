package io.aromabridge.broker.listener;

import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.connection.RemotePeer;
import io.aromabridge.broker.options.ListenerTls;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at each finished TLS handshake: what the client showed, or why it failed, in words that help. */
// A write or close that fails ends the channel, and channelInactive sees that.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsHandshakeHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(TlsHandshakeHandler.class);

    private final ListenerContext context;
    private final String listener;
    private final ListenerTls tls;
    private final HandshakeBytes bytes;
    private boolean refused;

    TlsHandshakeHandler(ListenerContext context, HandshakeBytes bytes) {
        this.context = context;
        this.bytes = bytes;
        this.listener = context.options().name();
        this.tls = context.options().tls().orElseThrow();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            ctx.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            ctx.pipeline().remove(bytes);
            succeeded(ctx);
        } else {
            TlsFailure.describe(handshake.cause(), tls, bytes)
                    .ifPresentOrElse(
                            reason -> warn(ctx, reason),
                            () -> log.debug(
                                    "{}: {} left during the TLS handshake",
                                    listener,
                                    RemotePeer.address(ctx.channel())));
            // No CONNECT is to be waited for.
            ctx.fireUserEventTriggered(event);
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object packet) {
        if (refused) {
            ReferenceCountUtil.release(packet);
        } else {
            ctx.fireChannelRead(packet);
        }
    }

    private void warn(ChannelHandlerContext ctx, String reason) {
        context.counters().refused.increment();
        context.warn(RemotePeer.address(ctx.channel()) + " is refused: " + reason);
    }

    private void succeeded(ChannelHandlerContext ctx) {
        SslHandler ssl = ctx.pipeline().get(SslHandler.class);
        Optional<String> refusal = refusal(ssl);
        if (refusal.isPresent()) {
            warn(ctx, refusal.get());
            refused = true;
            ctx.close();
            return;
        }
        if (tls.sni() == ListenerTls.Sni.WARN && lacksSni(ssl)) {
            context.warn(RemotePeer.address(ctx.channel())
                    + " sent no SNI, which AWS IoT may refuse: connect by name (localhost), not by address");
        }
        peer(ssl.engine().getSession()).ifPresent(certificate -> RemotePeer.showed(ctx.channel(), certificate));
    }

    private Optional<String> refusal(SslHandler ssl) {
        if (tls.alpn().isPresent() && !tls.alpn().get().equals(ssl.applicationProtocol())) {
            return Optional.of("it offered no ALPN protocol, and this port needs "
                    + tls.alpn().get());
        }
        if (tls.sni() == ListenerTls.Sni.STRICT && lacksSni(ssl)) {
            return Optional.of("it sent no SNI, and cloud.sni is strict: connect by name (localhost), not by address");
        }
        return Optional.empty();
    }

    private boolean lacksSni(SslHandler ssl) {
        boolean sent = ssl.engine().getSession() instanceof ExtendedSSLSession session
                && !session.getRequestedServerNames().isEmpty();
        return !sent && peer(ssl.engine().getSession()).filter(tls.excused()).isEmpty();
    }

    private static Optional<X509Certificate> peer(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate c ? Optional.of(c) : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
