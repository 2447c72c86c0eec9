package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.Terminal;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.config.LanAccess;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.EndpointsFiles;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.LanAddresses;
import io.aromabridge.app.run.Lifetime;
import io.aromabridge.app.run.Observed;
import io.aromabridge.app.run.Parts;
import io.aromabridge.app.run.Running;
import io.aromabridge.app.run.Web;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;

/** A command that runs until it is stopped: it starts parts, says when they are ready, and stops them again. */
abstract class RunCommand implements Callable<Integer> {
    private static final int HOPS_REMEMBERED = 10_000;

    final CommandContext context;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    RunCommand(CommandContext context) {
        this.context = context;
    }

    /** What is being started. */
    record Start(Installation installation, Parts parts, Running running, Observed observed) {}

    /** The parts of the endpoints file that this command writes. */
    abstract Set<String> endpointKeys();

    /**
     * Starts the parts, each added to {@code running}.
     *
     * @return completes when everything is ready; exceptionally if it never will be
     */
    abstract CompletableFuture<Endpoints> start(Start start) throws AromaException;

    /** Whether this command serves HTTP even where no port was configured for it. */
    boolean alwaysServesHttp() {
        return false;
    }

    private boolean servesHttp() throws ConfigurationException {
        // Not by --port-base: several parts with one base would take the same port.
        return alwaysServesHttp() || common.configuration(context, List.of()).isSet("dashboard.port");
    }

    /** Prints what to do next. */
    abstract void ready(Start start, Endpoints endpoints);

    @Override
    public final Integer call() throws AromaException, ConfigurationException {
        common.applyLogging();
        Lifetime lifetime = Lifetime.begin(run.bound());
        Installation installation = new Installation(
                common.configuration(context, run.flags()),
                common.workspace(context),
                Journal.inMemory(HOPS_REMEMBERED),
                context.clock(),
                run.random());
        if (run.lan() && endpointKeys().contains(Endpoints.LOCAL)) {
            LanAccess.requireNoAnonymous(installation.configuration().broker());
        }
        EndpointsFiles files = new EndpointsFiles(installation.workspace(), run.endpoints(), endpointKeys());
        try (Running running = new Running()) {
            Observed observed = new Observed();
            return run(new Start(installation, new Parts(installation, observed), running, observed), files, lifetime)
                    .code();
        }
    }

    private ExitCode run(Start start, EndpointsFiles files, Lifetime lifetime)
            throws AromaException, ConfigurationException {
        boolean http = servesHttp();
        // On another thread, so that a signal is obeyed while keys are made too.
        CompletableFuture<Endpoints> ready =
                CompletableFuture.completedFuture(start).thenComposeAsync(s -> begin(s, files, http));
        Optional<ExitCode> stopped = awaitReady(ready, lifetime);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        Endpoints endpoints = ready.join();
        files.write(endpoints);
        start.running().add(() -> forget(files));
        ready(start, endpoints);
        if (run.lan()) {
            new LanInstructions(context.console(), endpoints)
                    .print(LanAddresses.ofThisMachine(), Terminal.isAttached());
        }
        return lifetime.await();
    }

    private CompletableFuture<Endpoints> begin(Start start, EndpointsFiles files, boolean http) {
        try {
            CompletableFuture<Endpoints> ready = start(start);
            // What a process left that was killed. Not before: where the start fails because another process runs and
            // has the ports, the parts are that one's.
            files.remove();
            if (!http) {
                return ready;
            }
            String url = Web.start(start.installation(), start.observed(), start.running());
            return ready.thenApply(endpoints -> endpoints.dashboard(url));
        } catch (AromaException e) {
            throw new CompletionException(e);
        }
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

    private void forget(EndpointsFiles files) {
        try {
            files.remove();
        } catch (AromaException e) {
            context.console().say("aroma: " + e.getMessage());
        }
    }
}
