package io.aromabridge.app.run;

import io.aromabridge.app.config.BrokerSection;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.CertificateAuthenticator;
import io.aromabridge.broker.auth.PasswordAuthenticator;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.Limits.DeniedPublish;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.ListenerTls.Sni;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the configuration's section {@code broker} to the listeners of the local broker. */
final class LocalListeners {
    /** MQTT over TCP; always there. */
    static final String TCP = "local";

    /** MQTT over WebSocket; there unless it is switched off. */
    static final String WEBSOCKET = "websocket";

    private final BrokerSection section;
    private final Parts parts;
    private final InstantSource clock;
    private final AccessFiles access;
    private final PublishTap tap;

    LocalListeners(BrokerSection section, Parts parts, InstantSource clock, AccessFiles access, PublishTap tap) {
        this.section = section;
        this.parts = parts;
        this.clock = clock;
        this.access = access;
        this.tap = tap;
    }

    /** All of them. */
    List<ListenerOptions> all() throws AromaException {
        DeliveryLimits delivery = delivery(section.delivery());
        return made().stream().map(options -> options.withDelivery(delivery)).toList();
    }

    private static DeliveryLimits delivery(BrokerSection.Delivery delivery) {
        return new DeliveryLimits(delivery.window(), delivery.queueMessages(), delivery.queueBytes(), delivery.hold());
    }

    private List<ListenerOptions> made() throws AromaException {
        List<ListenerOptions> all = new ArrayList<>();
        Authenticator authenticator = byPassword(section.allowAnonymous());
        Limits limits = limits(section.maxPacketSize(), section.deniedPublish());
        Authorizer authorizer = access.authorizer(section.aclFile());
        all.add(ListenerOptions.tcp(TCP, section.host(), section.port(), authenticator, limits, tap)
                .withAuthorizer(authorizer));
        BrokerSection.WebSocket webSocket = section.webSocket();
        if (webSocket.enabled()) {
            all.add(ListenerOptions.tcp(WEBSOCKET, section.host(), webSocket.port(), authenticator, limits, tap)
                    .withAuthorizer(authorizer)
                    .overWebSocket(webSocket.path()));
        }
        for (BrokerSection.Listener listener : section.listeners()) {
            all.add(further(listener));
        }
        return all;
    }

    private Authenticator byPassword(boolean allowAnonymous) {
        return new PasswordAuthenticator(access::users, allowAnonymous);
    }

    private Limits limits(long maxPacketSize, DeniedPublish deniedPublish) {
        BrokerSection.ClientLimits limits = section.limits();
        return new Limits(
                        Math.toIntExact(maxPacketSize),
                        section.maxClientIdBytes(),
                        Limits.DEFAULT.maxTopicBytes(),
                        section.maxTopicLevels(),
                        section.connectTimeout())
                .withConnections(limits.connections(), limits.connectionsPerAddress())
                .withSubscriptions(limits.subscriptions())
                .withLogins(limits.loginBytes(), limits.failedLoginDelay())
                .withDeniedPublish(deniedPublish);
    }

    private ListenerOptions further(BrokerSection.Listener listener) throws AromaException {
        Authenticator byPassword = byPassword(listener.allowAnonymous());
        boolean asksForCertificate = listener.clientCertificate() != BrokerSection.ClientCertificate.NONE;
        ListenerOptions options = ListenerOptions.tcp(
                        listener.name(),
                        listener.host(),
                        listener.port(),
                        asksForCertificate ? new CertificateAuthenticator(byPassword) : byPassword,
                        limits(listener.maxPacketSize(), listener.deniedPublish()),
                        tap)
                .withAuthorizer(access.authorizer(listener.aclFile().or(section::aclFile)));
        if (listener.transport() == BrokerSection.Listener.Transport.WEBSOCKET) {
            options = options.overWebSocket(listener.path());
        }
        return listener.tls() ? options.withTls(tls(listener)) : options;
    }

    private ListenerTls tls(BrokerSection.Listener listener) throws AromaException {
        List<Identity> servers = new ArrayList<>();
        for (BrokerSection.ServerCertificate files : listener.certificates()) {
            servers.add(PemFiles.readIdentity(files.certificate(), files.privateKey(), clock));
        }
        if (servers.isEmpty()) {
            servers.add(parts.serverIdentity());
        }
        return new ListenerTls(servers, clients(listener), Optional.empty(), Sni.OPTIONAL, unused -> true);
    }

    private ClientCertificates clients(BrokerSection.Listener listener) throws AromaException {
        if (listener.clientCertificate() == BrokerSection.ClientCertificate.NONE) {
            return new ClientCertificates.None();
        }
        List<X509Certificate> authorities = listener.clientCa().isPresent()
                ? PemFiles.readCertificates(listener.clientCa().get())
                : List.of(parts.authority().certificate());
        return new ClientCertificates.SignedBy(
                authorities, listener.clientCertificate() == BrokerSection.ClientCertificate.REQUIRED);
    }
}
