package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnackException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final Diagnosis PLAIN =
            new Diagnosis(new Endpoint("localhost", 1883, Optional.empty(), Optional.empty()), "me");
    private static final Diagnosis TLS = new Diagnosis("localhost:8883", "localhost", true, "me");

    private static SSLHandshakeException handshake(String text, Throwable cause) {
        SSLHandshakeException failure = new SSLHandshakeException(text);
        failure.initCause(cause);
        return failure;
    }

    /** The chains that the JDK really builds, each with a part of what must be said. */
    static Stream<Arguments> tlsFailures() {
        return Stream.of(
                Arguments.of(
                        handshake(
                                "PKIX path building failed", new CertificateException(new CertPathBuilderException())),
                        "is not trusted: its issuer is not in the CA file"),
                Arguments.of(
                        handshake(
                                "PKIX path validation failed",
                                new CertificateException(
                                        new CertPathValidatorException(new CertificateExpiredException("NotAfter")))),
                        "has expired"),
                Arguments.of(
                        handshake(
                                "PKIX path validation failed",
                                new CertificateException(new CertPathValidatorException(new SignatureException("x")))),
                        "is not trusted: its issuer is not in the CA file"),
                Arguments.of(handshake("x", new CertificateNotYetValidException("NotBefore")), "check the clock"),
                Arguments.of(
                        handshake("x", new CertificateException("No name matching localhost found")),
                        "is not valid for the name \"localhost\""),
                Arguments.of(
                        handshake("x", new CertificateException("No subject alternative names matching IP address")),
                        "is not valid for the name \"localhost\""),
                Arguments.of(handshake("x", new CertificateException("odd")), "is not accepted (odd)"),
                Arguments.of(new SSLException("Unsupported or unrecognized SSL message"), "does not speak TLS"),
                Arguments.of(
                        handshake("Remote host terminated the handshake", new EOFException()),
                        "aborted the TLS handshake"),
                Arguments.of(new SSLException("Broken pipe", new SocketException("Broken pipe")), "without CONNACK"),
                Arguments.of(new SSLException("odd"), "TLS with localhost:8883 failed (odd)"));
    }

    @ParameterizedTest
    @MethodSource("tlsFailures")
    void distinguishesTlsFailures(Throwable failure, String expected) {
        String reason = TLS.explain(ConnectionPhase.CONNECT, failure);
        assertTrue(reason.contains(expected), reason);
        assertTrue(reason.contains("localhost:8883"), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: bad_certificate, refused our certificate (alert bad_certificate)",
        "Received fatal alert: handshake_failure, refused our certificate (alert handshake_failure)",
        "(certificate_required) Received fatal alert: certificate_required, refused our certificate (alert certificate_r",
        "Received fatal alert: unrecognized_name, does not know the name \"localhost\" (SNI)",
        "Received fatal alert: no_application_protocol, ALPN",
        "Received fatal alert: internal_error, (alert internal_error)",
    })
    void putsAlertsIntoWords(String text, String expected) {
        String reason = TLS.explain(ConnectionPhase.CONNECT, new SSLHandshakeException(text));
        assertTrue(reason.contains(expected), reason);
    }

    static Stream<Arguments> unreachable() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "connection refused"),
                Arguments.of(new ConnectException("Network is unreachable"), "network is unreachable"),
                Arguments.of(new ConnectException(), "connectexception"),
                Arguments.of(new UnknownHostException("x"), "unknown host; check the name, and the network"),
                Arguments.of(new NoRouteToHostException("x"), "no route to the host"),
                Arguments.of(new SocketTimeoutException("x"), "no answer in time"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void saysWhyAnAddressCannotBeReached(Throwable failure, String why) {
        assertEquals("cannot reach localhost:1883 (" + why + ")", PLAIN.explain(ConnectionPhase.CONNECT, failure));
    }

    @ParameterizedTest
    @CsvSource({
        "1, does not speak MQTT 3.1.1 (CONNACK 1)",
        "2, does not accept the client id me (CONNACK 2)",
        "3, is not available at the moment (CONNACK 3)",
        "4, bad user name or password (CONNACK 4)",
        "5, bad user name or password",
        "77, refused the connection (CONNACK 77)",
    })
    void putsTheCodeOfConnackIntoWords(int code, String expected) {
        String reason = PLAIN.explain(ConnectionPhase.CONNECT, new ConnackException(code));
        assertTrue(reason.contains(expected), reason);
    }

    @Test
    void saysWhatAwsIotMeansByHangingUp() {
        assertEquals(
                "localhost:8883 closed the connection without CONNACK, as AWS IoT does when the certificate is not"
                        + " registered and active, or its policy does not allow iot:Connect for client id me",
                TLS.explain(ConnectionPhase.CONNECT, new EOFException()));
        assertTrue(TLS.explain(ConnectionPhase.SUBSCRIBE, new SocketException("Connection reset"))
                .contains("iot:Subscribe"));
        assertEquals("localhost:8883 closed the connection", TLS.explain(ConnectionPhase.ONLINE, new EOFException()));
    }

    @Test
    void saysWhatAPlainBrokerMayMeanByHangingUp() {
        String reason = PLAIN.explain(ConnectionPhase.CONNECT, new EOFException());
        assertTrue(reason.contains("accepts only TLS on this port"), reason);
    }

    @Test
    void repeatsWhatItDoesNotKnow() {
        assertEquals("no SUBACK", PLAIN.explain(ConnectionPhase.SUBSCRIBE, new TimeoutException("no SUBACK")));
        assertEquals(
                "the connection to localhost:1883 broke (odd)",
                PLAIN.explain(ConnectionPhase.ONLINE, new IOException("odd")));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 ms", "PT0.085S, 85 ms", "PT2.14S, 2.1 s", "PT32S, 32.0 s"})
    void speaksDurations(Duration duration, String expected) {
        assertEquals(expected, Diagnosis.spoken(duration));
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new ConnackException(5), BreakReason.REFUSED),
                Arguments.of(new TimeoutException("no CONNACK"), BreakReason.TIMEOUT),
                Arguments.of(new StalledException("no PUBACK"), BreakReason.NO_PROGRESS),
                Arguments.of(new UnknownHostException("nowhere"), BreakReason.UNREACHABLE),
                Arguments.of(new ConnectException("Connection refused"), BreakReason.UNREACHABLE),
                Arguments.of(handshake("x", new CertificateException("x")), BreakReason.TLS),
                Arguments.of(new SSLException("Received fatal alert: bad_certificate"), BreakReason.TLS),
                Arguments.of(new SSLException("x", new SocketException("Connection reset")), BreakReason.CLOSED),
                Arguments.of(new SocketException("Connection reset"), BreakReason.CLOSED),
                Arguments.of(new EOFException(), BreakReason.CLOSED),
                Arguments.of(new IOException("it sent a CONNECT"), BreakReason.OTHER));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void countsEachFailureUnderOneReason(Throwable failure, BreakReason reason) {
        assertEquals(reason, TLS.reason(failure));
    }
}
