package io.aromabridge.bridge.link;

import io.aromabridge.certs.connect.BreakReason;
import io.aromabridge.certs.connect.ConnectAim;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import java.io.EOFException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;

/**
 * Says in plain words why a connection broke, and what to do. Until CONNACK, that is the table of
 * {@link io.aromabridge.certs.connect.ConnectFault}; here is what comes after.
 */
final class Diagnosis {
    private final String address;
    private final ConnectAim aim;

    Diagnosis(String address, ConnectAim aim) {
        this.address = address;
        this.aim = aim;
    }

    /** The reason, as a clause that begins in lower case or with the address, without a full stop. */
    String explain(ConnectionPhase phase, Throwable failure) {
        if (phase == ConnectionPhase.CONNECT) {
            return ConnectDiagnosis.of(failure, aim.tls()).text(aim, address);
        }
        if (failure instanceof TimeoutException) {
            return String.valueOf(failure.getMessage());
        }
        if (!hungUp(failure)) {
            return "the connection to " + address + " broke (" + text(failure) + ")";
        }
        return phase == ConnectionPhase.SUBSCRIBE
                ? address + " closed the connection at SUBSCRIBE, as AWS IoT does when the policy does not allow"
                        + " iot:Subscribe"
                : address + " closed the connection";
    }

    /** The same in one word. */
    BreakReason reason(ConnectionPhase phase, Throwable failure) {
        if (phase == ConnectionPhase.CONNECT) {
            return ConnectDiagnosis.of(failure, aim.tls()).fault().reason();
        }
        if (failure instanceof TimeoutException) {
            return failure instanceof StalledException ? BreakReason.NO_PROGRESS : BreakReason.TIMEOUT;
        }
        return hungUp(failure) ? BreakReason.CLOSED : BreakReason.OTHER;
    }

    private static boolean hungUp(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof EOFException || at instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
