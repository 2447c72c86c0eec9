package io.aromabridge.simulator.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why a connection failed, in one line with what to check.
 *
 * @param kind unreachable, refused or timed out
 * @param reason the line, which does not name the endpoint
 */
record ConnectionFailure(AromaException.Kind kind, String reason) {
    /** Texts with which the library reports that a connection or a CONNACK took too long. */
    private static final Pattern TOO_LATE = Pattern.compile("(?i)time ?out|timed out");

    /** Why there is no connection. */
    static ConnectionFailure ofConnect(Throwable thrown, Endpoint endpoint) {
        Optional<Mqtt3ConnAckException> refusal = find(thrown, Mqtt3ConnAckException.class);
        if (refusal.isPresent()) {
            return refused(refusal.get().getMqttMessage().getReturnCode(), endpoint);
        }
        if (find(thrown, SSLException.class).isPresent()) {
            return tls(find(thrown, SSLException.class).get(), endpoint);
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return unreachable("the host name is not known; check it, and the network");
        }
        if (find(thrown, TimeoutException.class).isPresent()
                || TOO_LATE.matcher(message(root(thrown))).find()) {
            return new ConnectionFailure(AromaException.Kind.TIMED_OUT, "no answer in time; is it an MQTT broker?");
        }
        if (find(thrown, ConnectException.class).isPresent()) {
            return unreachable(
                    "nothing accepts the connection (" + message(root(thrown)) + "); is the broker running?");
        }
        if (find(thrown, ConnectionClosedException.class).isPresent()
                || find(thrown, ClosedChannelException.class).isPresent()) {
            return new ConnectionFailure(
                    AromaException.Kind.REFUSED,
                    "it closed the connection without an answer, as AWS IoT does when it refuses a certificate,"
                            + " a policy or a client identifier; its log says why");
        }
        return unreachable(message(root(thrown)));
    }

    /** Why a request on a connection failed. */
    static ConnectionFailure ofRequest(Throwable thrown, Endpoint endpoint) {
        if (find(thrown, Mqtt3SubAckException.class).isPresent()) {
            return new ConnectionFailure(
                    AromaException.Kind.REFUSED, "the subscription is refused; check what this user may read");
        }
        if (find(thrown, TimeoutException.class).isPresent()) {
            return new ConnectionFailure(AromaException.Kind.TIMED_OUT, "no acknowledgement in time");
        }
        return find(thrown, SSLException.class)
                .map(e -> tls(e, endpoint))
                .orElseGet(() -> unreachable("the connection was lost"));
    }

    private static ConnectionFailure refused(Mqtt3ConnAckReturnCode code, Endpoint endpoint) {
        String reason =
                switch (code) {
                    case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED ->
                        endpoint.login()
                                .map(login -> "user \"" + login.userName()
                                        + "\" is refused; check the password, and what the user may do")
                                .orElse("it wants a user name and a password");
                    case IDENTIFIER_REJECTED -> "the client identifier is refused";
                    case UNSUPPORTED_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1";
                    case SERVER_UNAVAILABLE -> "the broker says that it is not available now";
                    case SUCCESS -> "it accepted the connection and then did not";
                };
        return new ConnectionFailure(AromaException.Kind.REFUSED, reason + " (CONNACK " + code.getCode() + ")");
    }

    private static ConnectionFailure tls(SSLException thrown, Endpoint endpoint) {
        String reason = message(root(thrown));
        String alert = thrown.getMessage() == null ? "" : thrown.getMessage().toLowerCase(Locale.ROOT);
        if (alert.contains("received fatal alert")) {
            return new ConnectionFailure(
                    AromaException.Kind.REFUSED,
                    "it refuses the TLS connection (" + reason + "); check the certificate");
        }
        if (find(thrown, CertificateException.class).isPresent() || alert.contains("pkix")) {
            return unreachable("its certificate is not accepted (" + reason + "); check the host name \""
                    + endpoint.host() + "\" and the trusted certificate authority");
        }
        return unreachable("TLS fails (" + reason + "); is it a port for TLS?");
    }

    private static ConnectionFailure unreachable(String reason) {
        return new ConnectionFailure(AromaException.Kind.UNREACHABLE, reason);
    }

    /** The failure as an exception; the line begins with what was tried. */
    AromaException exception(String tried, Throwable cause) {
        return new AromaException(kind, tried + ": " + reason, cause);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        for (Throwable cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }

    private static String message(Throwable thrown) {
        String text = thrown.getMessage();
        return text == null
                ? thrown.getClass().getSimpleName()
                : text.lines().findFirst().orElse("");
    }
}
