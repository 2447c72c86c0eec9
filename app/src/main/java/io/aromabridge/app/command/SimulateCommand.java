package io.aromabridge.app.command;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Simulated;
import io.aromabridge.core.AromaException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aroma simulate}: the simulated devices alone. */
@Command(name = "simulate", description = "Runs the simulated devices alone.")
final class SimulateCommand extends RunCommand {
    @Option(names = "--without", paramLabel = "NAME", description = "Leaves a device out. May be given several times.")
    private Set<String> without = new LinkedHashSet<>();

    SimulateCommand(CommandContext context) {
        super(context);
    }

    @Override
    Set<String> endpointKeys() {
        return Set.of(Endpoints.DEVICES, Endpoints.DIFFUSIONS, Endpoints.DASHBOARD);
    }

    @Override
    CompletableFuture<Endpoints> start(Start start) throws AromaException {
        Simulated simulated =
                Simulated.start(start.installation(), start.parts(), without, Optional.empty(), Optional.empty());
        start.running().add(simulated::stop);
        return simulated.simulation().ready().toCompletableFuture().thenApply(unused -> Endpoints.empty()
                .devices(simulated.names(), start.installation().workspace().diffusions()));
    }

    @Override
    void ready(Start start, Endpoints endpoints) {
        context.console()
                .say("The devices are ready: " + String.join(", ", endpoints.devices()) + ". Ctrl-C stops them.");
        context.console()
                .say("Diffusions are logged to "
                        + start.installation().workspace().diffusions());
    }
}
