package io.aromabridge.broker.session;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;

/** One change of what has to outlive a connection: all changes in order make up all sessions and retained messages. */
public sealed interface Change {
    /** A change of one session. */
    sealed interface OfSession extends Change {
        /** Whose it is. */
        String clientId();
    }

    /** A persistent session begins. */
    record Opened(String clientId) implements OfSession {}

    /** A persistent session is this user's from now on; before, it was an anonymous client's. */
    record Owned(String clientId, String user) implements OfSession {}

    /** A persistent session ends, with all that belongs to it. */
    record Ended(String clientId) implements OfSession {}

    /** A subscription is added, or its QoS is changed. */
    record Subscribed(String clientId, TopicFilter filter, QoS qos) implements OfSession {}

    /** A subscription is removed. */
    record Unsubscribed(String clientId, TopicFilter filter) implements OfSession {}

    /**
     * A message of QoS 1 or 2 waits for the client.
     *
     * @param number ascends within the session
     * @param qos with which it will be delivered
     * @param retain whether it will be marked as a retained one
     */
    record Queued(String clientId, long number, Message message, QoS qos, boolean retain) implements OfSession {}

    /** The message of this number is sent, under this packet identifier. */
    record Sent(String clientId, long number, int packetId) implements OfSession {}

    /** The client has answered the message of this number, of QoS 2, with PUBREC. */
    record Received(String clientId, long number) implements OfSession {}

    /** The client has the message of this number, with PUBACK or PUBCOMP. */
    record Acknowledged(String clientId, long number) implements OfSession {}

    /** The message of this number will not be sent: the client may not have it, or it could not be kept. */
    record Dropped(String clientId, long number) implements OfSession {}

    /** A message of QoS 2 from the client was routed: the same packet identifier now means the same message. */
    record Taken(String clientId, int packetId) implements OfSession {}

    /** PUBREL from the client: the packet identifier is free again. */
    record Released(String clientId, int packetId) implements OfSession {}

    /** The retained message of a topic, or none any more if its payload is empty. */
    record Retained(Message message) implements Change {}
}
