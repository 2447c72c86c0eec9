package io.aromabridge.app.command;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Products;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.core.AromaException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code aroma cloud}: the stand-ins for AWS IoT Core and Murano alone; things are made by a subcommand. */
@Command(name = "cloud", description = "Runs the stand-ins for AWS IoT Core and Murano alone, or manages things.")
final class CloudCommand extends RunCommand {
    /** The thing whose files are for the person at the console. */
    static final String DEMO_THING = "demo";

    CloudCommand(CommandContext context) {
        super(context);
    }

    @Override
    Set<String> endpointKeys() {
        return Set.of(Endpoints.CLOUD, Endpoints.PRODUCTS, Endpoints.DASHBOARD);
    }

    @Override
    CompletableFuture<Endpoints> start(Start start) throws AromaException {
        DeviceFiles files = start.parts().thing(DEMO_THING);
        AwsIotStandIn cloud = start.parts().cloud();
        start.running().add(cloud::close);
        Endpoints endpoints = Endpoints.empty().cloud("localhost", cloud.port(), cloud.alpnPort(), files);
        return CompletableFuture.completedFuture(
                Products.start(start.installation(), start.observed(), start.running(), endpoints));
    }

    @Override
    void ready(Start start, Endpoints endpoints) {
        context.console().say("The AWS IoT stand-in is ready. Ctrl-C stops it. Try:");
        context.console().print(Snippets.mosquittoSubCloud(endpoints));
        Snippets.products(endpoints).ifPresent(context.console()::say);
    }
}
