package io.aromabridge.app.command;

import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.run.ClientEndpoint;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Installation;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.simulator.device.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that are clients of a running system, and where it is. */
final class ClientOptions {
    @Option(names = "--endpoints", paramLabel = "FILE", description = "What a running system wrote.")
    private Optional<Path> endpoints = Optional.empty();

    @Mixin
    private CommonOptions common = new CommonOptions();

    void applyLogging() {
        common.applyLogging();
    }

    /** Configuration and folders of this machine. */
    Installation installation(CommandContext context) throws AromaException, ConfigurationException {
        return new Installation(
                common.configuration(context, List.of()),
                common.workspace(context),
                Journal.none(),
                context.clock(),
                new SplittableRandom());
    }

    /** The running system; empty if there is no word of one. */
    Optional<Endpoints> running(Installation installation) throws AromaException {
        return Endpoints.read(endpoints.orElse(installation.workspace().endpointsFile()));
    }

    /** The broker of a side of the running system; empty if it has none. */
    Optional<Endpoint> at(Side side, CommandContext context) throws AromaException, ConfigurationException {
        Installation installation = installation(context);
        return ClientEndpoint.at(side, installation, running(installation));
    }
}
