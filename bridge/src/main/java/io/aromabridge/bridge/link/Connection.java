package io.aromabridge.bridge.link;

import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One attempt at an MQTT 3.1.1 connection: it connects once, and once it is over it stays over. Its methods are called on
 * the thread of its {@link ConnectionFactory}; its stages complete and its listener is called on any thread, in which nothing
 * may be done but to hand over.
 */
public interface Connection {
    /** Hears what the other side does of itself. */
    interface Listener {
        /**
         * A message arrived.
         *
         * @param acknowledge sends PUBACK for QoS 1, nothing for QoS 0; from any thread, at most once
         */
        void received(Message message, Runnable acknowledge);

        /** The connection, which had been made, is gone. */
        void lost(Throwable cause);
    }

    /**
     * TCP, TLS, CONNECT; completes with CONNACK 0, exceptionally with {@link ConnackException} or
     * {@link io.aromabridge.certs.connect.ConnectFailedException}.
     */
    CompletionStage<Void> connect();

    /** How far {@link #connect} has come, or had when it failed. From any thread. */
    ConnectPhase phase();

    /** The first bytes that the server sent over TCP (before TLS), at most 16; empty if none. From any thread. */
    Payload received();

    /** One SUBSCRIBE; completes with the codes of its SUBACK: 0, 1, 2, or 128 for refused. */
    CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters);

    /** One PUBLISH; completes with its PUBACK, for QoS 0 when it is written. Sent in the order of the calls. */
    CompletionStage<Void> publish(Message message);

    /**
     * Ends it, connected or not, without blocking the caller.
     *
     * @param disconnect whether to send DISCONNECT first
     * @return completes when all of it is gone
     */
    CompletionStage<Void> end(boolean disconnect);
}
