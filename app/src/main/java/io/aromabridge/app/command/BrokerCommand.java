package io.aromabridge.app.command;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.core.AromaException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code aroma broker}: the local broker alone. */
@Command(name = "broker", description = "Runs the local MQTT broker alone.")
final class BrokerCommand extends RunCommand {
    BrokerCommand(CommandContext context) {
        super(context);
    }

    @Override
    Set<String> endpointKeys() {
        return Set.of(Endpoints.LOCAL, Endpoints.DASHBOARD);
    }

    @Override
    CompletableFuture<Endpoints> start(Start start) throws AromaException {
        EventLoops loops = new EventLoops();
        start.running().add(loops::close);
        MqttBroker broker =
                start.parts().broker(unused -> CompletableFuture.completedFuture(null), loops, start.running());
        return CompletableFuture.completedFuture(start.parts().localEndpoints(broker));
    }

    @Override
    void ready(Start start, Endpoints endpoints) {
        context.console().say("The local broker is ready. Ctrl-C stops it. Try:");
        context.console().print(Snippets.mosquittoSub(endpoints));
    }
}
