package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.BridgeUnderTest;
import io.aromabridge.testkit.Light;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Subscriber;

/**
 * Begins a claim: {@code assertThat(shooter).received(rose).exactlyOnce().within(ofSeconds(5))}. A claim that does not
 * hold throws a {@link io.aromabridge.testkit.TestbedFailure} with what was seen and the timeline.
 */
public final class TestbedAssertions {
    private TestbedAssertions() {}

    /** A claim about a shooter. */
    public static ShooterAssert assertThat(Shooter shooter) {
        return new ShooterAssert(shooter);
    }

    /** A claim about a light. */
    public static LightAssert assertThat(Light light) {
        return new LightAssert(light);
    }

    /** A claim about a subscriber. */
    public static SubscriberAssert assertThat(Subscriber subscriber) {
        return new SubscriberAssert(subscriber);
    }

    /** A claim about the bridge. */
    public static BridgeAssert assertThat(BridgeUnderTest bridge) {
        return new BridgeAssert(bridge);
    }
}
