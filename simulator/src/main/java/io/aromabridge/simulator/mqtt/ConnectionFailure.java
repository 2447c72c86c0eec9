package io.aromabridge.simulator.mqtt;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import io.aromabridge.certs.connect.ConnectAim;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.core.AromaException;
import java.util.concurrent.TimeoutException;

/**
 * Why a connection failed, in one line with what to check.
 *
 * @param kind unreachable, refused or timed out
 * @param reason the line, which does not name the endpoint
 */
record ConnectionFailure(AromaException.Kind kind, String reason) {
    /** Why there is no connection: the row of {@link io.aromabridge.certs.connect.ConnectFault}. */
    static ConnectionFailure ofConnect(Throwable thrown, ConnectAim aim) {
        ConnectDiagnosis diagnosis = ConnectDiagnosis.of(HiveMqFailures.translate(thrown, aim.tls()), aim.tls());
        return new ConnectionFailure(diagnosis.fault().kind(), diagnosis.text(aim, "the server"));
    }

    /** Why a request on a connection failed. */
    static ConnectionFailure ofRequest(Throwable thrown) {
        if (HiveMqFailures.find(thrown, Mqtt3SubAckException.class).isPresent()) {
            return new ConnectionFailure(
                    AromaException.Kind.REFUSED, "the subscription is refused; check what this user may read");
        }
        if (HiveMqFailures.find(thrown, TimeoutException.class).isPresent()) {
            return new ConnectionFailure(AromaException.Kind.TIMED_OUT, "no acknowledgement in time");
        }
        return new ConnectionFailure(AromaException.Kind.UNREACHABLE, "the connection was lost");
    }

    /** The failure as an exception; the line begins with what was tried. */
    AromaException exception(String tried, Throwable cause) {
        return new AromaException(kind, tried + ": " + reason, cause);
    }
}
