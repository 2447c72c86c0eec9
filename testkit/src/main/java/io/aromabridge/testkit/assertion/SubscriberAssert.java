package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Subscriber;

/** Claims about a subscriber. */
public final class SubscriberAssert extends ReceiverAssert<SubscriberAssert> {
    SubscriberAssert(Subscriber subscriber) {
        super(subscriber);
    }

    @Override
    SubscriberAssert self() {
        return this;
    }
}
