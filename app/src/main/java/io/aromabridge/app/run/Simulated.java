package io.aromabridge.app.run;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.SimulationBuilder;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.diffusion.DiffusionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The simulated devices of an installation, running.
 *
 * @param simulation the devices
 * @param names what they are called
 */
public record Simulated(Simulation simulation, DiffusionLog log, List<String> names) {
    /**
     * Starts the configured devices but some.
     *
     * @param without names to leave out, so that something else may take their place
     * @param localPort the port of a broker in this process
     * @param cloudPort the port of a stand-in in this process
     * @throws AromaException CONFIGURATION if there is no device of such a name
     */
    public static Simulated start(
            Installation installation,
            ComponentFactory components,
            Set<String> without,
            Optional<Integer> localPort,
            Optional<Integer> cloudPort)
            throws AromaException {
        requireKnown(installation, without);
        List<DeviceSpec> devices = new ArrayList<>(
                ConfiguredDevices.of(installation.configuration().simulator()));
        devices.removeIf(d -> without.contains(d.name()));
        DiffusionLog log = DiffusionLog.open(installation.workspace().diffusions());
        SimulationBuilder builder = Simulation.builder(log, installation.random())
                .devices(devices)
                .journal(installation.journal())
                .reconnectDelay(installation.configuration().simulator().reconnect());
        if (devices.stream().anyMatch(d -> d.side() == Side.LOCAL)) {
            builder.endpoint(Side.LOCAL, components.simulatorLocal(localPort));
        }
        if (devices.stream().anyMatch(d -> d.side() == Side.CLOUD)) {
            builder.endpoint(Side.CLOUD, components.simulatorCloud(cloudPort));
        }
        Simulation simulation = builder.start();
        components.observe(simulation);
        return new Simulated(
                simulation, log, devices.stream().map(DeviceSpec::name).toList());
    }

    /** Throws CONFIGURATION unless all of these are names of configured devices. */
    static void requireKnown(Installation installation, Set<String> without) throws AromaException {
        Set<String> known = new TreeSet<>();
        ConfiguredDevices.of(installation.configuration().simulator()).forEach(d -> known.add(d.name()));
        for (String name : without) {
            if (!known.contains(name)) {
                throw new AromaException(
                        Kind.CONFIGURATION,
                        "--without " + name + ": there is no such device; there are " + String.join(", ", known));
            }
        }
    }

    /** Stops them. */
    public void stop() {
        simulation.close();
        log.close();
    }
}
