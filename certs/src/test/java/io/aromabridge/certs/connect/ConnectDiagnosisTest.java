package io.aromabridge.certs.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Payload;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The row is chosen by phase, type and bytes; the rows of real sockets are the bridge's tests. */
class ConnectDiagnosisTest {
    private static final ConnectAim AIM =
            new ConnectAim("localhost", true, Optional.of("demo"), "thing-1", Duration.ofSeconds(10));

    private static ConnectDiagnosis diagnosis(ConnectPhase phase, boolean tls, Throwable cause) {
        return ConnectDiagnosis.of(new ConnectFailedException(phase, Payload.EMPTY, cause), tls);
    }

    private static SSLHandshakeException handshake(Throwable cause) {
        SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
        failure.initCause(new CertificateException(new CertPathValidatorException(cause)));
        return failure;
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(ConnectPhase.RESOLVE, new UnknownHostException("x"), ConnectFault.UNKNOWN_HOST),
                Arguments.of(ConnectPhase.RESOLVE, new SocketTimeoutException(), ConnectFault.NO_DNS_ANSWER),
                Arguments.of(ConnectPhase.TCP, new ConnectException("x"), ConnectFault.CONNECTION_REFUSED),
                Arguments.of(ConnectPhase.TCP, new BindException("x"), ConnectFault.NO_NETWORK),
                Arguments.of(ConnectPhase.TLS, handshake(new SignatureException()), ConnectFault.CERTIFICATE_UNTRUSTED),
                Arguments.of(
                        ConnectPhase.TLS, handshake(new InvalidKeyException()), ConnectFault.CERTIFICATE_UNTRUSTED),
                Arguments.of(ConnectPhase.TLS, new ClosedChannelException(), ConnectFault.TLS_CLOSED),
                Arguments.of(
                        ConnectPhase.TLS,
                        new SSLException("x", new SocketException("Connection reset")),
                        ConnectFault.TLS_CLOSED),
                Arguments.of(
                        ConnectPhase.CONNACK,
                        new AlpnException("x-amzn-mqtt-ca", Optional.empty()),
                        ConnectFault.WRONG_ALPN),
                Arguments.of(
                        ConnectPhase.CONNACK,
                        new SSLException("Broken pipe", new SocketException("Broken pipe")),
                        ConnectFault.CLOSED_AFTER_TLS),
                Arguments.of(
                        ConnectPhase.CONNACK,
                        new SSLException("Received fatal alert: certificate_required"),
                        ConnectFault.ALERT_CERTIFICATE),
                Arguments.of(ConnectPhase.CONNACK, new EOFException(), ConnectFault.CLOSED_AFTER_TLS));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void phaseAndTypeChooseTheRow(ConnectPhase phase, Throwable cause, ConnectFault fault) {
        assertEquals(fault, diagnosis(phase, true, cause).fault());
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of(ConnectPhase.RESOLVE, new IOException("odd text"), ConnectFault.OTHER),
                Arguments.of(ConnectPhase.TCP, new IllegalStateException("odd text"), ConnectFault.OTHER),
                Arguments.of(ConnectPhase.TLS, new SSLException("odd text"), ConnectFault.TLS_OTHER),
                Arguments.of(
                        ConnectPhase.TLS,
                        new SSLHandshakeException("(certificate_unknown) odd text"),
                        ConnectFault.TLS_OTHER),
                Arguments.of(ConnectPhase.TLS, new IOException("odd text"), ConnectFault.OTHER),
                Arguments.of(
                        ConnectPhase.TLS,
                        new SSLException("x", new CertificateException("odd text")),
                        ConnectFault.CERTIFICATE_OTHER),
                Arguments.of(ConnectPhase.CONNACK, new SSLException("odd text"), ConnectFault.TLS_OTHER),
                Arguments.of(ConnectPhase.CONNACK, new ProtocolException("odd text"), ConnectFault.OTHER),
                Arguments.of(ConnectPhase.CONNACK, new OutOfMemoryError("odd text"), ConnectFault.OTHER));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void anUnknownCauseIsToldAsItIs(ConnectPhase phase, Throwable cause, ConnectFault fault) {
        ConnectDiagnosis seen = diagnosis(phase, true, cause);
        assertEquals(fault, seen.fault());
        String text = seen.text(AIM, "localhost:8883");
        assertTrue(text.contains("odd text"), text);
    }

    @Test
    void aTextDecidesNothing() {
        for (String text : new String[] {
            "Connection refused",
            "Network is unreachable",
            "No name matching localhost found",
            "timed out",
            "Received fatal alert: certificate_unknown",
            "Unsupported or unrecognized SSL message"
        }) {
            for (ConnectPhase phase : ConnectPhase.values()) {
                ConnectDiagnosis seen = diagnosis(phase, true, new IOException(text));
                assertEquals(ConnectFault.OTHER, seen.fault(), text);
            }
        }
    }

    @Test
    void whatIsNoFailureOfConnectingIsToldToo() {
        assertEquals(
                "the connection to localhost:8883 failed (odd); the debug log has the whole cause",
                ConnectDiagnosis.of(new IllegalStateException("odd"), true).text(AIM, "localhost:8883"));
        assertEquals(
                "NullPointerException",
                ConnectDiagnosis.of(new NullPointerException(), false).detail());
    }

    @ParameterizedTest
    @EnumSource
    void eachRowHasWordsAFixAReasonAndAllPlacesFilled(ConnectFault fault) {
        String text = new ConnectDiagnosis(fault, "detail").text(AIM, "localhost:8883");
        assertTrue(text.matches("[^;{}]+; [^{}]+[^.{}]"), text);
        assertFalse(fault.fix().isBlank());
        assertFalse(text.contains("null"), text);
        assertTrue(fault.reason() != BreakReason.NO_PROGRESS, "is of what comes after CONNACK");
    }

    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: certificate_unknown, certificate_unknown",
        "(certificate_required) Received fatal alert: certificate_required, certificate_required",
        "(certificate_unknown) PKIX path building failed, ''",
        "Received fatal alert: certificate_unknown of another kind, ''",
        "Received fatal alert: made_up, ''",
        "certificate_unknown, ''",
    })
    void onlyAnAlertThatWasReceivedIsReadFromATlsMessage(String text, String alert) {
        assertEquals(alert, TlsAlert.of(Payload.EMPTY, new SSLException(text)).orElse(""));
        assertEquals("", TlsAlert.of(Payload.EMPTY, new IOException(text)).orElse(""), "no failure of TLS");
    }

    @Test
    void anAlertIsReadFromItsBytes() {
        Payload alert = Payload.copyOf(new byte[] {0x15, 3, 3, 0, 2, 2, 70});
        assertEquals("protocol_version", TlsAlert.of(alert, new IOException()).orElse(""));
        Payload unnamed = Payload.copyOf(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) 200});
        assertEquals("", TlsAlert.of(unnamed, new IOException()).orElse(""));
        Payload cut = Payload.copyOf(new byte[] {0x15, 3, 3, 0});
        assertEquals("", TlsAlert.of(cut, new IOException()).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 ms", "PT0.085S, 85 ms", "PT2.14S, 2.1 s", "PT32S, 32.0 s"})
    void speaksDurations(Duration duration, String expected) {
        assertEquals(expected, ConnectDiagnosis.spoken(duration));
    }
}
