package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.config.DashboardSection;
import io.aromabridge.app.run.Hosts;
import io.aromabridge.app.run.Lifetime;
import io.aromabridge.app.watch.EventLines;
import io.aromabridge.app.watch.RunningSystem;
import io.aromabridge.app.watch.View;
import io.aromabridge.app.watch.Watch;
import io.aromabridge.app.watch.screen.Screen;
import io.aromabridge.app.watch.screen.ScreenView;
import io.aromabridge.app.watch.screen.TerminalSize;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aroma watch}: a running system, live in the terminal. */
@Command(
        name = "watch",
        description = {
            "Shows diffusions, devices, links and the queue of a running system, live: drawn in place on a terminal,"
                    + " else one line for each event.",
            "Finds the running system by --endpoints, else by DATA/endpoints.json, else by the configured dashboard."
        })
final class WatchCommand implements Callable<Integer> {
    /** The ways to have lines on a terminal too. */
    private static final class Form {
        @Option(names = "--plain", description = "One line for each event, also on a terminal.")
        private boolean plain;

        @Option(
                names = "--json",
                description = "One JSON object for each event: lines of the diffusion log, and changes.")
        private boolean json;
    }

    private final CommandContext context;

    @ArgGroup
    private Form form = new Form();

    @Option(names = "--endpoints", paramLabel = "FILE", description = "What a running system wrote.")
    private Optional<Path> endpoints = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = RunOptions.DurationConverter.class,
            description = "Stops by itself after so long: 500ms, 10s, 2m.")
    private Optional<Duration> bound = Optional.empty();

    @Mixin
    private CommonOptions common = new CommonOptions();

    WatchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException, ConfigurationException {
        common.applyLogging();
        Lifetime lifetime = Lifetime.begin(bound);
        try (Watch watch = Watch.of(finder(), context.clock())) {
            return watch(watch, lifetime).code();
        }
    }

    private RunningSystem.Finder finder() throws ConfigurationException {
        DashboardSection section = common.configuration(context, List.of()).dashboard();
        return endpoints.isPresent()
                ? RunningSystem.by(endpoints.get(), Optional.empty())
                : RunningSystem.by(common.workspace(context).endpointsFile(), address(section));
    }

    private static Optional<URI> address(DashboardSection section) {
        String host = Hosts.forClients(section.host());
        return section.port() == 0
                ? Optional.empty()
                : Optional.of(
                        URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + section.port()));
    }

    private ExitCode watch(Watch watch, Lifetime lifetime) throws AromaException {
        try (View view = view(watch)) {
            Optional<ExitCode> ended = lifetime.awaitOr(watch.start(view));
            // Before the view is closed: nothing may be drawn after that.
            watch.close();
            return ended.orElse(ExitCode.DONE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AromaException known) {
                throw known;
            }
            throw new AromaException(Kind.FAILED, "watching failed: " + e.getCause(), e);
        }
    }

    private View view(Watch watch) {
        ZoneId zone = ZoneId.systemDefault();
        if (form.json) {
            return EventLines.json(context.console());
        }
        if (!form.plain && ScreenView.isPossible(context.environment())) {
            boolean colours = context.environment().getOrDefault("NO_COLOR", "").isEmpty();
            return new ScreenView(
                    context.console().out(),
                    new Screen(colours, zone),
                    () -> TerminalSize.now(context.environment()),
                    context.clock());
        }
        context.console().say("Watching " + watch.place() + ". Ctrl-C ends it.");
        return EventLines.plain(context.console(), zone);
    }
}
