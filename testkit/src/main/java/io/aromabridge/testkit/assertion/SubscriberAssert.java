package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Subscriber;
import java.util.List;

/** Claims about a subscriber. */
public final class SubscriberAssert extends ReceiverAssert<SubscriberAssert> {
    private final Subscriber subscriber;

    SubscriberAssert(Subscriber subscriber) {
        super(subscriber);
        this.subscriber = subscriber;
    }

    @Override
    SubscriberAssert self() {
        return this;
    }

    /**
     * Exactly these payloads, as text, reached it since it subscribed, in this order; now, or within 5 s. For what the
     * test itself has not sent, such as a light's answers.
     */
    public SubscriberAssert receivedTexts(String... expected) {
        subscriber
                .bed()
                .checks()
                .that(
                        subscriber.name() + " receives " + List.of(expected),
                        subscriber.bed().patience().usual(),
                        () -> texts().equals(List.of(expected)),
                        () -> "it has received " + texts());
        subscriber
                .bed()
                .checks()
                .mark(subscriber.name(), subscriber.bed().journal().position());
        return this;
    }

    private List<String> texts() {
        return subscriber.deliveries().stream()
                .flatMap(delivery -> delivery.message().stream())
                .map(message -> message.payload().text())
                .toList();
    }
}
