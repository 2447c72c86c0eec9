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

    DemoCommand(CommandContext context) {
        super(context);
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
        context.console().say("");
        context.console().say("Ready. Devices: " + String.join(", ", endpoints.devices()));
        context.console()
                .say("Diffusions are logged to "
                        + endpoints.text(Endpoints.DIFFUSIONS).orElse(""));
        context.console()
                .say("Health, metrics and state: "
                        + endpoints.text(Endpoints.DASHBOARD).orElse("")
                        + " with /healthz, /metrics, /api/state, /api/journal");
        Snippets.products(endpoints).ifPresent(context.console()::say);
        context.console().say("");
        context.console().say("A diffusion, over local broker and bridge to the cloud. Paste into another terminal:");
        context.console().say("");
        context.console().print(Snippets.mosquittoPub(endpoints));
        context.console().say("");
        context.console().say("The same straight at the AWS IoT stand-in:");
        context.console().say("");
        context.console().print(Snippets.mosquittoPubCloud(endpoints));
        context.console().say("");
        context.console().say("The same in Python (pip install AWSIoTPythonSDK):");
        context.console().say("");
        Snippets.python(endpoints).forEach(context.console()::print);
        context.console().say("");
        context.console().say("Ctrl-C stops everything.");
    }
}
