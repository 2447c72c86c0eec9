package io.aromabridge.simulator.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3DisconnectException;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectFailedException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.certs.connect.UnexpectedAnswerException;
import io.aromabridge.core.message.Payload;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Translates failures of the HiveMQ client into those of the table of diagnoses, by type. The library does not show the
 * server's first bytes.
 *
 * <p>ConnectionFailedException is what failed up to TLS, everything else came after CONNECT was sent.
 */
final class HiveMqFailures {
    private HiveMqFailures() {}

    /** A failure of connecting, in the terms of the table. */
    static Throwable translate(Throwable thrown, boolean tls) {
        Optional<Mqtt3ConnAckException> refusal = find(thrown, Mqtt3ConnAckException.class);
        if (refusal.isPresent()) {
            return new ConnackException(
                    refusal.get().getMqttMessage().getReturnCode().getCode());
        }
        boolean before = find(thrown, ConnectionFailedException.class).isPresent();
        return new ConnectFailedException(
                before ? beforeConnect(thrown, tls) : ConnectPhase.CONNACK, Payload.EMPTY, cause(thrown));
    }

    private static ConnectPhase beforeConnect(Throwable thrown, boolean tls) {
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return ConnectPhase.RESOLVE;
        }
        return tls && !ofTcpConnect(thrown) ? ConnectPhase.TLS : ConnectPhase.TCP;
    }

    /** Netty gives what fails in a TCP connect types of its own, which name the address. */
    private static boolean ofTcpConnect(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ConnectException || at.getClass().getEnclosingClass() == AbstractChannel.class) {
                return true;
            }
        }
        return false;
    }

    private static Throwable cause(Throwable thrown) {
        if (isLate(thrown)) {
            return caused(new SocketTimeoutException("no answer in time"), thrown);
        }
        if (find(thrown, ConnectionClosedException.class).isPresent()) {
            return caused(new EOFException("the server closed the connection"), thrown);
        }
        if (find(thrown, NotSslRecordException.class).isPresent()) {
            return caused(new UnexpectedAnswerException(Payload.EMPTY), thrown);
        }
        return thrown;
    }

    private static boolean isLate(Throwable thrown) {
        // The last is the library's way to say that CONNACK did not come; for a packet that it cannot take there is a
        // cause.
        return find(thrown, TimeoutException.class).isPresent()
                || find(thrown, ConnectTimeoutException.class).isPresent()
                || find(thrown, SslHandshakeTimeoutException.class).isPresent()
                || find(thrown, Mqtt3DisconnectException.class)
                        .filter(e -> e.getCause() == null)
                        .isPresent();
    }

    private static <T extends Throwable> T caused(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    /** The first cause of this type. */
    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
