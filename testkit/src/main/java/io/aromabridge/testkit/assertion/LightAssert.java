package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Grid;
import io.aromabridge.testkit.Light;
import java.time.Duration;

/** Claims about a light. */
public final class LightAssert extends ReceiverAssert<LightAssert> {
    private final Light light;

    LightAssert(Light light) {
        super(light);
        this.light = light;
    }

    @Override
    LightAssert self() {
        return this;
    }

    /** It shows this now, or within 5 s. */
    public LightAssert shows(Grid expected) {
        return shows(expected, light.bed().patience().usual());
    }

    /** It shows this now, or within this time. */
    public LightAssert showsWithin(Duration limit, Grid expected) {
        return shows(expected, light.bed().patience().stretched(limit));
    }

    private LightAssert shows(Grid expected, Duration limit) {
        light.bed()
                .checks()
                .that(
                        light.name() + " shows this grid",
                        limit,
                        () -> light.grid().equals(expected),
                        () -> "\n" + Grid.sideBySide("expected", expected, "shown", light.grid()) + "\n");
        return this;
    }
}
