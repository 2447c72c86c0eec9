package io.aromabridge.app.command;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.app.run.BridgeStateTopic;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.state.StatePublisher;
import io.aromabridge.bridge.state.StateTopic;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code aroma bridge}: the bridge as a process of its own, between any MQTT broker and the cloud. */
@Command(name = "bridge", description = "Runs the bridge alone, between an MQTT broker and the cloud.")
final class BridgeCommand extends RunCommand {
    BridgeCommand(CommandContext context) {
        super(context);
    }

    @Override
    Set<String> endpointKeys() {
        return Set.of(Endpoints.DASHBOARD);
    }

    @Override
    CompletableFuture<Endpoints> start(Start start) throws AromaException {
        BridgeSection section = start.installation().configuration().bridge();
        Bridge bridge = start.components().bridge(Optional.empty(), start.running());
        Endpoint local = start.components().bridgeLocal();
        Optional<StateTopic> told =
                section.publishState() ? Optional.of(BridgeStateTopic.of(section.name())) : Optional.empty();
        told.ifPresent(topic -> {
            StatePublisher publisher = BridgeStateTopic.start(
                    topic, bridge, bridge.toLocal(), start.installation().clock());
            start.running().add(publisher::close);
        });
        bridge.startWithBroker(
                local,
                section.localClientId(),
                told.map(StateTopic::will),
                section.local().client());
        start.components().watchCanary(local, start.running());
        return bridge.online().toCompletableFuture().thenApply(unused -> Endpoints.empty());
    }

    @Override
    void ready(Start start, Endpoints endpoints) {
        context.console().say("The bridge is ready: both sides are connected. Ctrl-C stops it.");
    }
}
