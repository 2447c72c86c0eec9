package io.aromabridge.cloud.aws;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.ListenerTls;
import io.aromabridge.broker.options.ListenerTls.ClientCertificates;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.Transport.MutualTls;
import io.aromabridge.cloud.aws.Transport.PlainText;
import io.aromabridge.cloud.aws.fault.StandInFaults;
import io.aromabridge.core.AromaException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The ports of a stand-in, each with who may connect to it. */
record StandInListeners(AwsIotOptions options, StandInFaults faults, InstantSource clock) {
    static final String MQTT = "cloud";
    static final String MQTT_ALPN = "cloud-alpn";

    List<ListenerOptions> all() {
        if (options.transport() instanceof MutualTls tls) {
            return List.of(
                    withTls(MQTT, tls.port(), Optional.empty(), tls),
                    withTls(MQTT_ALPN, tls.alpnPort(), Optional.of(AwsIotStandIn.ALPN_MQTT), tls));
        }
        PlainText plain = (PlainText) options.transport();
        return List.of(listener(
                MQTT,
                plain.port(),
                credentials -> new AuthenticationResult.Accepted(
                        new Principal(Principal.Kind.ANONYMOUS, credentials.clientId()))));
    }

    private ListenerOptions withTls(String name, int port, Optional<String> alpn, MutualTls tls) {
        return listener(name, port, new RegisteredCertificate(tls.registry(), clock))
                .withTls(new ListenerTls(
                        List.of(tls.server()),
                        new ClientCertificates.AnyRequired(),
                        alpn,
                        tls.sni(),
                        certificate -> isExcused(certificate, tls)));
    }

    private ListenerOptions listener(String name, int port, Authenticator authenticator) {
        return ListenerOptions.tcp(name, options.host(), port, authenticator, Limits.DEFAULT, PublishTap.none())
                .withHandlers(faults::handlers);
    }

    private static boolean isExcused(X509Certificate certificate, MutualTls tls) {
        try {
            return tls.registry()
                    .find(Identity.certificateId(certificate))
                    .filter(r -> tls.withoutSni().contains(r.thing()))
                    .isPresent();
        } catch (AromaException damaged) {
            // The login that follows logs it.
            return false;
        }
    }
}
