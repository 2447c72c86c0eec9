package io.aromabridge.certs.connect;

import static io.aromabridge.core.AromaException.Kind.REFUSED;
import static io.aromabridge.core.AromaException.Kind.TIMED_OUT;
import static io.aromabridge.core.AromaException.Kind.UNREACHABLE;

import io.aromabridge.core.AromaException;

/**
 * The table of what can go wrong between {@code connect()} and CONNACK 0. {@link ConnectDiagnosis} chooses the row; the
 * words and the fix have places for what differs:
 *
 * <ul>
 *   <li><code>{server}</code>: the address, or "the server" where the line has named it
 *   <li><code>{host}</code>: the name that was connected to
 *   <li><code>{client}</code>: our client identifier
 *   <li><code>{login}</code>: our user name, or that there is none
 *   <li><code>{limit}</code>: the time for the attempt
 *   <li><code>{detail}</code>: what the row says of it
 * </ul>
 */
public enum ConnectFault {
    /** The name has no address. */
    UNKNOWN_HOST(
            "cannot reach {server} (unknown host)",
            "check the name, and the network with its DNS",
            BreakReason.UNREACHABLE,
            UNREACHABLE),
    /** The look-up of the name takes longer than the attempt may. */
    NO_DNS_ANSWER(
            "cannot reach {server} (its name was not looked up within {limit})",
            "check the network and its DNS",
            BreakReason.UNREACHABLE,
            TIMED_OUT),
    /** The network has no way to the host, or the host does not answer there (EHOSTUNREACH). */
    NO_ROUTE(
            "cannot reach {server} (no route to the host)",
            "check that the host is on, its address, and the routes of this machine",
            BreakReason.UNREACHABLE,
            UNREACHABLE),
    /** The system does not even send: network unreachable, permission denied; its own words. */
    NO_NETWORK(
            "cannot reach {server} ({detail})",
            "check the network, the routes and the firewall of this machine",
            BreakReason.UNREACHABLE,
            UNREACHABLE),
    /** The port is closed: the host answered with a reset; the system's own words, "connection refused". */
    CONNECTION_REFUSED(
            "cannot reach {server} ({detail})",
            "check the port, and that the server runs",
            BreakReason.UNREACHABLE,
            UNREACHABLE),
    /** The host did not answer at all: SYN is lost. */
    NO_TCP_ANSWER(
            "cannot reach {server} (no answer to TCP within {limit})",
            "a firewall drops the packets, or the host is off: check address and port, try another network",
            BreakReason.UNREACHABLE,
            TIMED_OUT),

    /** The certificate is signed by none of the CAs in our file. */
    CERTIFICATE_UNTRUSTED(
            "the certificate of {server} is not trusted: its issuer is not in the CA file",
            "use the CA file of that server (for AWS IoT, AmazonRootCA1.pem)",
            BreakReason.TLS,
            UNREACHABLE),
    /** Its last day has passed. */
    CERTIFICATE_EXPIRED(
            "the certificate of {server} has expired ({detail})",
            "renew it there, or check the clock of this machine",
            BreakReason.TLS,
            UNREACHABLE),
    /** Its first day is to come. */
    CERTIFICATE_NOT_YET_VALID(
            "the certificate of {server} is not yet valid ({detail})",
            "check the clock of this machine",
            BreakReason.TLS,
            UNREACHABLE),
    /** It is trusted, and made for other names. */
    CERTIFICATE_NAME(
            "the certificate of {server} is not valid for the name \"{host}\", only for {detail}",
            "connect by a name that it lists",
            BreakReason.TLS,
            UNREACHABLE),
    /** Another objection of the JDK to the certificate; its own words. */
    CERTIFICATE_OTHER(
            "the certificate of {server} is not accepted ({detail})",
            "the debug log has the whole cause",
            BreakReason.TLS,
            UNREACHABLE),

    /** A TLS alert about our certificate, or that we showed none. */
    ALERT_CERTIFICATE(
            "{server} refused our certificate (alert {detail})",
            "use one that is registered there, active and not expired",
            BreakReason.TLS,
            REFUSED),
    /** The alert handshake_failure or insufficient_security. */
    ALERT_PARAMETERS(
            "{server} refused the TLS handshake (alert {detail})",
            "check its cipher suites, and whether it wants a certificate, or one with another type of key",
            BreakReason.TLS,
            REFUSED),
    /** The alert protocol_version. */
    ALERT_VERSION(
            "{server} takes neither TLS 1.2 nor 1.3 (alert {detail})",
            "let it take TLS 1.2 or 1.3",
            BreakReason.TLS,
            REFUSED),
    /** The alert unrecognized_name. */
    ALERT_NAME(
            "{server} does not know the name \"{host}\" (SNI, alert {detail})",
            "connect by its own name",
            BreakReason.TLS,
            REFUSED),
    /** The alert no_application_protocol. */
    ALERT_ALPN(
            "{server} does not speak our protocol on this port (ALPN, alert {detail})",
            "check the port and the ALPN protocol (for AWS IoT at port 443, x-amzn-mqtt-ca)",
            BreakReason.TLS,
            REFUSED),
    /** Another alert. */
    ALERT_OTHER("{server} ended TLS with the alert {detail}", "look into its log", BreakReason.TLS, REFUSED),
    /** The handshake succeeded, with another ALPN protocol or none. */
    WRONG_ALPN(
            "{server} does not take our ALPN protocol ({detail})",
            "check the port and the ALPN protocol (for AWS IoT at port 443, x-amzn-mqtt-ca)",
            BreakReason.TLS,
            REFUSED),

    /** The connection ended before the handshake did. */
    TLS_CLOSED(
            "{server} aborted the TLS handshake without an alert",
            "check that the port is for TLS, the host name (SNI) and the certificate",
            BreakReason.TLS,
            REFUSED),
    /** Not one byte after ClientHello. */
    TLS_SILENT(
            "{server} did not answer the TLS handshake within {limit}",
            "check that the port is for TLS; a proxy or firewall may keep the connection open and pass nothing",
            BreakReason.TIMEOUT,
            TIMED_OUT),
    /** The handshake began, and did not end. */
    TLS_STALLED(
            "{server} began the TLS handshake and did not end it within {limit}",
            "check the MTU (large packets may get lost), and the load of the server",
            BreakReason.TIMEOUT,
            TIMED_OUT),
    /** An HTTP response instead of ServerHello. */
    HTTP_ON_TLS(
            "{server} does not speak TLS on this port, but HTTP",
            "check the port (MQTT over TLS: 8883)",
            BreakReason.TLS,
            UNREACHABLE),
    /** Something else instead of ServerHello. */
    NOT_TLS(
            "{server} does not speak TLS on this port{detail}",
            "check the port, or leave TLS out",
            BreakReason.TLS,
            UNREACHABLE),
    /** Another failure of TLS; the JDK's own words. */
    TLS_OTHER("TLS with {server} failed ({detail})", "the debug log has the whole cause", BreakReason.TLS, UNREACHABLE),

    /** A TLS record instead of CONNACK. */
    TLS_ON_PLAIN(
            "{server} speaks TLS on this port, and plain MQTT was sent",
            "use TLS (the CA file and, for AWS IoT, certificate and key), or the plain port",
            BreakReason.TLS,
            UNREACHABLE),
    /** An HTTP response instead of CONNACK. */
    HTTP_NOT_MQTT(
            "{server} does not speak MQTT on this port, but HTTP",
            "check the port (MQTT: 1883, over TLS 8883)",
            BreakReason.OTHER,
            UNREACHABLE),
    /** Something else instead of CONNACK. */
    NOT_MQTT(
            "{server} does not speak MQTT on this port{detail}",
            "check the port (MQTT: 1883, over TLS 8883)",
            BreakReason.OTHER,
            UNREACHABLE),
    /** The connection ended after CONNECT, over TLS. */
    CLOSED_AFTER_TLS(
            "{server} closed the connection without CONNACK, as AWS IoT does when the certificate is not registered and"
                    + " active, or its policy does not allow iot:Connect for client id {client}",
            "check certificate and policy there",
            BreakReason.CLOSED,
            REFUSED),
    /** The connection ended after CONNECT, without TLS. */
    CLOSED_PLAIN(
            "{server} closed the connection without CONNACK, as a broker does that accepts only TLS on this port, or not"
                    + " the client id {client}",
            "check the port and the client id; its log may say why",
            BreakReason.CLOSED,
            REFUSED),
    /** No CONNACK in time. */
    NO_CONNACK(
            "no CONNACK from {server} within {limit}",
            "check that the port is for MQTT, the load of the server, and the network",
            BreakReason.TIMEOUT,
            TIMED_OUT),

    /** CONNACK 1. */
    CONNACK_VERSION(
            "{server} does not speak MQTT 3.1.1 (CONNACK 1)", "use a broker that does", BreakReason.REFUSED, REFUSED),
    /** CONNACK 2. */
    CONNACK_CLIENT_ID(
            "{server} does not accept the client id {client} (CONNACK 2)",
            "use another client id",
            BreakReason.REFUSED,
            REFUSED),
    /** CONNACK 3. */
    CONNACK_UNAVAILABLE(
            "{server} is not available at the moment (CONNACK 3)",
            "try again later; its log may say why",
            BreakReason.REFUSED,
            REFUSED),
    /** CONNACK 4. */
    CONNACK_LOGIN(
            "{server} refused {login} (CONNACK 4: bad user name or password)",
            "check user name and password",
            BreakReason.REFUSED,
            REFUSED),
    /** CONNACK 5. */
    CONNACK_NOT_AUTHORIZED(
            "{server} refused {login} (CONNACK 5: not authorized)",
            "check user name and password, and what this client may do",
            BreakReason.REFUSED,
            REFUSED),
    /** A code that MQTT 3.1.1 does not know. */
    CONNACK_OTHER(
            "{server} refused the connection (CONNACK {detail})",
            "look into its log: MQTT 3.1.1 does not know this code",
            BreakReason.REFUSED,
            REFUSED),

    /** Anything else: the words of the cause, and no guess. */
    OTHER(
            "the connection to {server} failed ({detail})",
            "the debug log has the whole cause",
            BreakReason.OTHER,
            UNREACHABLE);

    private final String words;
    private final String fix;
    private final BreakReason reason;
    private final AromaException.Kind kind;

    ConnectFault(String words, String fix, BreakReason reason, AromaException.Kind kind) {
        this.words = words;
        this.fix = fix;
        this.reason = reason;
        this.kind = kind;
    }

    /** What happened: a clause with places, which begins in lower case or with the server. */
    public String words() {
        return words;
    }

    /** What to check or to do: a clause. */
    public String fix() {
        return fix;
    }

    /** As metrics count it. */
    public BreakReason reason() {
        return reason;
    }

    /** For a command: decides its exit code. */
    public AromaException.Kind kind() {
        return kind;
    }
}
