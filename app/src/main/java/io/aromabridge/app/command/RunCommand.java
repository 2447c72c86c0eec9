package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.Lifetime;
import io.aromabridge.app.run.Parts;
import io.aromabridge.app.run.Running;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;

/** A command that runs until it is stopped: it starts parts, says when they are ready, and stops them again. */
abstract class RunCommand implements Callable<Integer> {
    private static final int HOPS_REMEMBERED = 10_000;

    final Session session;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    RunCommand(Session session) {
        this.session = session;
    }

    /** What is being started. */
    record Start(Installation installation, Parts parts, Running running) {}

    /** The parts of the endpoints file that this command writes. */
    abstract Set<String> endpointKeys();

    /**
     * Starts the parts, each added to {@code running}.
     *
     * @return completes when everything is ready; exceptionally if it never will be
     */
    abstract CompletableFuture<Endpoints> start(Start start) throws AromaException;

    /** Tells the person what to do next. */
    abstract void ready(Start start, Endpoints endpoints);

    @Override
    public final Integer call() throws AromaException, ConfigurationException {
        common.applyLogLevel();
        Lifetime lifetime = Lifetime.begin(run.bound());
        Installation installation = new Installation(
                common.configuration(session, run.flags()),
                common.workspace(session),
                Journal.inMemory(HOPS_REMEMBERED),
                session.clock(),
                run.random());
        List<Path> files = new ArrayList<>(List.of(installation.workspace().endpointsFile()));
        run.endpoints().ifPresent(files::add);
        for (Path file : files) {
            // What a process left that was killed would tell of ports that nobody listens on.
            Endpoints.remove(file, endpointKeys());
        }
        try (Running running = new Running()) {
            return run(new Start(installation, new Parts(installation), running), files, lifetime)
                    .code();
        }
    }

    private ExitCode run(Start start, List<Path> files, Lifetime lifetime) throws AromaException {
        CompletableFuture<Endpoints> ready = start(start);
        Optional<ExitCode> stopped = awaitReady(ready, lifetime);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        Endpoints endpoints = ready.join();
        for (Path file : files) {
            endpoints.writeInto(file);
        }
        start.running().add(() -> forget(files));
        ready(start, endpoints);
        return lifetime.await();
    }

    private static Optional<ExitCode> awaitReady(CompletableFuture<Endpoints> ready, Lifetime lifetime)
            throws AromaException {
        try {
            return lifetime.awaitOr(ready);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            while (cause.getCause() != null && !(cause instanceof AromaException)) {
                cause = cause.getCause();
            }
            if (cause instanceof AromaException known) {
                throw known;
            }
            throw new AromaException(AromaException.Kind.FAILED, "it did not get ready: " + cause, cause);
        }
    }

    private void forget(List<Path> files) {
        for (Path file : files) {
            try {
                Endpoints.remove(file, endpointKeys());
            } catch (AromaException e) {
                session.console().say("aroma: " + e.getMessage());
            }
        }
    }
}
