package io.aromabridge.testkit;

import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.light.LightSnapshot;

/** A simulated light of a testbed. */
public final class Light implements Receiver {
    private final Testbed bed;
    private final LightSpec spec;

    Light(Testbed bed, LightSpec spec) {
        this.bed = bed;
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Testbed bed() {
        return bed;
    }

    /** What it shows when all that has reached it so far is dealt with. */
    public Grid grid() {
        bed.devices().settle(bed.patience().connecting());
        return bed.devices().simulation().lights().stream()
                .filter(snapshot -> snapshot.id().name().equals(name()))
                .findFirst()
                .map(LightSnapshot::pixels)
                .map(Grid::new)
                .orElseThrow();
    }

    /** Waits until it is connected for the first time. */
    public void awaitOnline() {
        bed.requireOpen();
        bed.devices().awaitReady(name(), bed.patience().connecting());
    }

    /** It loses its power: its connection breaks without a DISCONNECT, and it is dark. */
    public void cutPower() {
        bed.devices().hasPower(name(), false);
        bed.fault(name(), "power-cut", "", devices -> devices.cutPower(name()));
    }

    /** It has power again, and connects. */
    public void restorePower() {
        bed.devices().hasPower(name(), true);
        bed.fault(name(), "power-on", "", devices -> devices.restorePower(name()));
    }

    @Override
    public String toString() {
        return name();
    }
}
