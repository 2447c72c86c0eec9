package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Emission;
import io.aromabridge.testkit.Shooter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Claims about a shooter. */
public final class ShooterAssert extends ReceiverAssert<ShooterAssert> {
    private final Shooter shooter;

    ShooterAssert(Shooter shooter) {
        super(shooter);
        this.shooter = shooter;
    }

    @Override
    ShooterAssert self() {
        return this;
    }

    /**
     * Exactly these emissions came out of it so far, in the order of their beginnings. It waits for nothing: the device's
     * time stands still.
     */
    public ShooterAssert emitted(Emission... expected) {
        List<Emission> seen = shooter.emissions();
        if (!seen.equals(List.of(expected))) {
            throw shooter.bed()
                    .checks()
                    .failure(
                            "Expected " + shooter.name() + " to have emitted\n" + lines(List.of(expected))
                                    + "\nbut it has emitted\n" + lines(seen),
                            Map.of());
        }
        return this;
    }

    private static String lines(List<Emission> emissions) {
        return emissions.isEmpty()
                ? "  nothing"
                : emissions.stream().map(e -> "  " + e).collect(Collectors.joining("\n"));
    }
}
