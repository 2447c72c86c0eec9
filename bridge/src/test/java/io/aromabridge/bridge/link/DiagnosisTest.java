package io.aromabridge.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.connect.BreakReason;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectAim;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** After CONNACK; what comes before is the table of diagnoses. */
class DiagnosisTest {
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            "localhost:1883", new ConnectAim("localhost", false, Optional.empty(), "me", Duration.ofSeconds(10)));

    @Test
    void beforeConnackTheTableIsAsked() {
        String reason = DIAGNOSIS.explain(ConnectionPhase.CONNECT, new ConnackException(2));
        assertTrue(reason.startsWith("localhost:1883 does not accept the client id me (CONNACK 2); "), reason);
        assertEquals(BreakReason.REFUSED, DIAGNOSIS.reason(ConnectionPhase.CONNECT, new ConnackException(2)));
    }

    @Test
    void anEndAtSubscribeMayBeThePolicy() {
        String reason = DIAGNOSIS.explain(ConnectionPhase.SUBSCRIBE, new SocketException("Connection reset"));
        assertTrue(reason.contains("iot:Subscribe"), reason);
    }

    @Test
    void anEndOnlineIsAnEnd() {
        assertEquals(
                "localhost:1883 closed the connection",
                DIAGNOSIS.explain(ConnectionPhase.ONLINE, new SSLException("x", new EOFException())));
    }

    @Test
    void repeatsWhatItDoesNotKnow() {
        assertEquals("no SUBACK", DIAGNOSIS.explain(ConnectionPhase.SUBSCRIBE, new TimeoutException("no SUBACK")));
        assertEquals(
                "the connection to localhost:1883 broke (odd)",
                DIAGNOSIS.explain(ConnectionPhase.ONLINE, new IOException("odd")));
    }

    @Test
    void countsEachFailureUnderOneReason() {
        assertEquals(BreakReason.TIMEOUT, DIAGNOSIS.reason(ConnectionPhase.SUBSCRIBE, new TimeoutException("x")));
        assertEquals(BreakReason.NO_PROGRESS, DIAGNOSIS.reason(ConnectionPhase.ONLINE, new StalledException("x")));
        assertEquals(BreakReason.CLOSED, DIAGNOSIS.reason(ConnectionPhase.ONLINE, new EOFException()));
        assertEquals(BreakReason.OTHER, DIAGNOSIS.reason(ConnectionPhase.ONLINE, new IOException("odd")));
    }
}
