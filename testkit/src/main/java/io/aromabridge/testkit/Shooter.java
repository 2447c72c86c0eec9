package io.aromabridge.testkit;

import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.ShooterSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import java.time.Duration;
import java.util.List;

/** A simulated Aroma Shooter of a testbed. */
public final class Shooter implements Receiver {
    private final Testbed bed;
    private final ShooterSpec spec;

    Shooter(Testbed bed, ShooterSpec spec) {
        this.bed = bed;
        this.spec = spec;
    }

    /** The serial number. */
    @Override
    public String name() {
        return spec.serial();
    }

    @Override
    public Testbed bed() {
        return bed;
    }

    /** Which broker it is connected to. */
    public Side side() {
        return spec.side();
    }

    /** The topic of its diffuse commands. */
    public TopicName topic() {
        return DiffuseCommand.topic(spec.serial());
    }

    /**
     * What came out of it, in the order of the beginnings, in the device's time; all that has reached it so far is dealt
     * with.
     */
    public List<Emission> emissions() {
        bed.devices().settle(bed.patience().connecting());
        return bed.devices().emissions().of(name());
    }

    /** Waits until it is connected for the first time; not needed before a message is sent to it. */
    public void awaitOnline() {
        bed.requireOpen();
        bed.devices().awaitReady(name(), bed.patience().connecting());
    }

    /** It loses its power: its connection breaks without a DISCONNECT, what runs stops, what it held is forgotten. */
    public void cutPower() {
        bed.devices().hasPower(name(), false);
        bed.fault(name(), "power-cut", "", devices -> devices.cutPower(name()));
    }

    /** It has power again, and connects. */
    public void restorePower() {
        bed.devices().hasPower(name(), true);
        bed.fault(name(), "power-on", "", devices -> devices.restorePower(name()));
    }

    /** A channel is stuck: it takes commands, and gives no scent. */
    public void stick(int channel) {
        bed.fault(name(), "stuck", "channel " + channel, devices -> devices.stick(name(), channel));
    }

    /** A channel is free again. */
    public void unstick(int channel) {
        bed.fault(name(), "unstuck", "channel " + channel, devices -> devices.unstick(name(), channel));
    }

    /**
     * Hands every n-th message to the device twice, as QoS 1 may.
     *
     * @param every 1 for each, 0 for none
     */
    public void duplicateDeliveries(int every) {
        bed.fault(
                name(),
                "duplicates",
                every == 0 ? "none" : "1 in " + every,
                devices -> devices.duplicateDeliveries(name(), every));
    }

    /** The device's own clock is off by this much. */
    public void skewClock(Duration by) {
        bed.fault(name(), "clock-skew", by.toString(), devices -> devices.skewClock(name(), by));
    }

    @Override
    public String toString() {
        return name();
    }
}
