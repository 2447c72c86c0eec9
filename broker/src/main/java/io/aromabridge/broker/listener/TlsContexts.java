package io.aromabridge.broker.listener;

import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.certs.AnyClientCertificate;
import io.aromabridge.certs.Identity;
import io.aromabridge.core.AromaException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.DomainWildcardMappingBuilder;
import io.netty.util.Mapping;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The TLS contexts of a listener: one for each server certificate, chosen by SNI. */
final class TlsContexts {
    /** The most that a ClientHello may take before it is refused; ours are under 2 KiB. */
    private static final int MAX_CLIENT_HELLO = 16 * 1024;

    /** The type of a dNSName in a subject alternative name (RFC 5280, section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private final SslContext first;
    private final Optional<Mapping<String, SslContext>> byName;
    private final long handshakeMillis;

    private TlsContexts(SslContext first, Optional<Mapping<String, SslContext>> byName, long handshakeMillis) {
        this.first = first;
        this.byName = byName;
        this.handshakeMillis = handshakeMillis;
    }

    static TlsContexts of(ListenerOptions options, ListenerTls tls) throws AromaException {
        try {
            long millis = options.limits().connectTimeout().toMillis();
            SslContext first = context(tls, tls.servers().get(0));
            if (tls.servers().size() == 1) {
                return new TlsContexts(first, Optional.empty(), millis);
            }
            DomainWildcardMappingBuilder<SslContext> names = new DomainWildcardMappingBuilder<>(first);
            for (Identity server : tls.servers()) {
                SslContext context = context(tls, server);
                for (String name : dnsNames(server.certificate())) {
                    names.add(name, context);
                }
            }
            return new TlsContexts(first, Optional.of(names.build()), millis);
        } catch (SSLException | CertificateParsingException | IllegalArgumentException e) {
            throw unusable(options.name(), e);
        }
    }

    /** One certificate for every name; a {@code SniCompletionEvent} tells the name before the handshake. */
    static TlsContexts bySni(String port, ListenerTls tls, Duration handshake) throws AromaException {
        try {
            SslContext context = context(tls, tls.servers().get(0));
            return new TlsContexts(context, Optional.of(unused -> context), handshake.toMillis());
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(port, e);
        }
    }

    private static AromaException unusable(String listener, Exception e) {
        return new AromaException(
                AromaException.Kind.CONFIGURATION,
                listener + ": the server's key and certificate do not make a TLS context: " + e.getMessage(),
                e);
    }

    /** The first handler of a connection's pipeline. */
    ChannelHandler handler(Channel channel) {
        if (byName.isPresent()) {
            return new SniHandler(byName.get(), MAX_CLIENT_HELLO, handshakeMillis);
        }
        SslHandler handler = first.newHandler(channel.alloc());
        handler.setHandshakeTimeout(handshakeMillis, TimeUnit.MILLISECONDS);
        return handler;
    }

    private static SslContext context(ListenerTls tls, Identity server) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(server.keyManagers())
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2");
        if (tls.clients() instanceof ClientCertificates.AnyRequired) {
            builder.clientAuth(ClientAuth.REQUIRE).trustManager(AnyClientCertificate.trustAnyClientCertificate());
        } else if (tls.clients() instanceof ClientCertificates.SignedBy signed) {
            builder.clientAuth(signed.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL)
                    .trustManager(signed.authorities().toArray(X509Certificate[]::new));
        }
        tls.alpn()
                .ifPresent(protocol -> builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocol)));
        return builder.build();
    }

    private static List<String> dnsNames(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        if (certificate.getSubjectAlternativeNames() != null) {
            for (List<?> name : certificate.getSubjectAlternativeNames()) {
                if (name.get(0) instanceof Integer type && type == DNS_NAME && name.get(1) instanceof String text) {
                    names.add(text);
                }
            }
        }
        return names;
    }
}
