package io.aromabridge.app.command;

import io.aromabridge.app.run.Demo;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Products;
import io.aromabridge.core.AromaException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aroma demo}: everything in one process. */
@Command(
        name = "demo",
        description = {
            "Runs everything in one process: local broker, bridge, stand-ins for AWS IoT and Murano,"
                    + " simulated devices.",
            "Makes keys and passwords on first run, and prints what to paste."
        })
final class DemoCommand extends RunCommand {
    @Option(
            names = "--without",
            paramLabel = "NAME",
            description = "Leaves a device out, so that yours may take its place. May be given several times.")
    private Set<String> without = new LinkedHashSet<>();

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    boolean alwaysServesHttp() {
        return true;
    }

    @Override
    Set<String> endpointKeys() {
        return Set.of(
                Endpoints.LOCAL,
                Endpoints.CLOUD,
                Endpoints.PRODUCTS,
                Endpoints.DEVICES,
                Endpoints.DIFFUSIONS,
                Endpoints.DASHBOARD);
    }

    @Override
    CompletableFuture<Endpoints> start(Start start) throws AromaException {
        CompletableFuture<Endpoints> demo = Demo.start(start.installation(), start.parts(), start.running(), without);
        Endpoints products = Products.start(start.installation(), start.observed(), start.running(), Endpoints.empty());
        return demo.thenApply(products::with);
    }

    @Override
    void ready(Start start, Endpoints endpoints) {
        session.console().say("");
        session.console().say("Ready. Devices: " + String.join(", ", endpoints.devices()));
        session.console()
                .say("Diffusions are logged to "
                        + endpoints.text(Endpoints.DIFFUSIONS).orElse(""));
        session.console()
                .say("Health, metrics and state: "
                        + endpoints.text(Endpoints.DASHBOARD).orElse("")
                        + " with /healthz, /metrics, /api/state, /api/journal");
        Snippets.products(endpoints).ifPresent(session.console()::say);
        session.console().say("");
        session.console().say("A diffusion, over local broker and bridge to the cloud. Paste into another terminal:");
        session.console().say("");
        session.console().print(Snippets.mosquittoPub(endpoints));
        session.console().say("");
        session.console().say("The same straight at the AWS IoT stand-in:");
        session.console().say("");
        session.console().print(Snippets.mosquittoPubCloud(endpoints));
        session.console().say("");
        session.console().say("The same in Python (pip install AWSIoTPythonSDK):");
        session.console().say("");
        Snippets.python(endpoints).forEach(session.console()::print);
        session.console().say("");
        session.console().say("Ctrl-C stops everything.");
    }
}
