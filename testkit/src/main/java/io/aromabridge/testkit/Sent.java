package io.aromabridge.testkit;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicName;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stands for one message that a test has sent, so that it can ask what became of it. Past a broker MQTT 3.1.1 carries no
 * identifier: a message is known again by its topic (also that which a route gives it) and its payload, and of several
 * that are alike the first to be sent is the first to arrive.
 */
public final class Sent {
    private final String label;
    private final Message message;
    private final long sentAt;
    private final Set<TopicName> arrivesOn;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

    /**
     * @param sentAt the journal's number before it was sent
     * @param arrivesOn the topics on which it may arrive
     */
    Sent(String label, Message message, long sentAt, Set<TopicName> arrivesOn) {
        this.label = label;
        this.message = message;
        this.sentAt = sentAt;
        this.arrivesOn = Set.copyOf(arrivesOn);
    }

    /** What was published. */
    public Message message() {
        return message;
    }

    /** The number of the newest journal entry when it was sent. */
    public long sentAt() {
        return sentAt;
    }

    /**
     * Completes when the broker that it was sent to has acknowledged it (QoS 0: when it was written); exceptionally with
     * an {@link io.aromabridge.core.AromaException} if it does not.
     */
    public CompletionStage<Void> acknowledged() {
        return acknowledged.copy();
    }

    CompletableFuture<Void> acknowledgement() {
        return acknowledged;
    }

    /** Whether a message that arrived somewhere may be this one. */
    public boolean isLike(Message arrived) {
        return arrivesOn.contains(arrived.topic()) && arrived.payload().equals(message.payload());
    }

    /** Its name, or its payload. */
    @Override
    public String toString() {
        return label;
    }
}
