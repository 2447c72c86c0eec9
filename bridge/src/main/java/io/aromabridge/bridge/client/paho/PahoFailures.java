package io.aromabridge.bridge.client.paho;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Translates failures of Paho into those of the JDK's sockets, by type and by Paho's reason code. */
final class PahoFailures {
    private PahoFailures() {}

    /** The same failure in the JDK's terms, before CONNACK. */
    static Throwable translate(Throwable failure) {
        Throwable bare = failure;
        while (bare instanceof MqttException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        if (bare instanceof EOFException) {
            EOFException end = new EOFException("the other side closed the connection");
            end.initCause(bare);
            return end;
        }
        if (bare instanceof MqttException || bare instanceof RuntimeException) {
            ProtocolException broken = new ProtocolException("received a malformed MQTT packet");
            broken.initCause(bare);
            return broken;
        }
        return bare;
    }

    /**
     * The same failure in the JDK's terms, after CONNACK.
     *
     * @param noAnswer says what did not come, in case that it was PINGRESP
     */
    static Throwable translateLoss(Throwable failure, String noAnswer) {
        if (failure instanceof MqttException e && isTimeout(e.getReasonCode())) {
            TimeoutException late = new TimeoutException(noAnswer);
            late.initCause(e);
            return late;
        }
        Throwable bare = translate(failure);
        // A connection that breaks is one fact, with TLS or without.
        if (bare instanceof SSLException && bare.getCause() instanceof SocketException broken) {
            return broken;
        }
        return bare;
    }

    private static boolean isTimeout(int reasonCode) {
        return reasonCode == MqttException.REASON_CODE_CLIENT_TIMEOUT
                || reasonCode == MqttException.REASON_CODE_WRITE_TIMEOUT;
    }

    /** A call that Paho refused, as it does on a connection that is over. */
    static IOException refused(MqttException failure) {
        EOFException ended = new EOFException("the connection has ended");
        ended.initCause(failure);
        return ended;
    }
}
