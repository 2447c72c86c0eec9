package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From the configuration's section {@code bridge} to the bridge's settings. */
public final class BridgeWiring {
    private BridgeWiring() {}

    /**
     * All of them.
     *
     * @param folder of a durable queue, unless the section names another
     */
    static BridgeSettings settings(BridgeSection section, Endpoint cloud, Path folder) throws AromaException {
        BridgeSection.Cloud there = section.cloud();
        Backoff backoff = new Backoff(
                there.backoff().base(), there.backoff().max(), there.backoff().stable(), Backoff.DEFAULT.jitter());
        LinkTuning tuning = new LinkTuning(
                there.keepAlive(), there.connectTimeout(), there.operationTimeout(), there.maxInFlight(), backoff);
        return new BridgeSettings(
                section.name(),
                cloud,
                section.cloudClientId(),
                tuning,
                queue(section.queue(), folder),
                routes(section),
                section.sending(),
                there.client());
    }

    /** The cloud, with the ALPN protocol that its section asks for. */
    static Endpoint withAlpn(BridgeSection section, Endpoint cloud) {
        Optional<ClientTls> tls = cloud.tls()
                .map(each -> section.cloud().protocol().map(each::withAlpn).orElse(each));
        return new Endpoint(cloud.host(), cloud.port(), tls, cloud.login());
    }

    private static QueueSettings queue(BridgeSection.Queue queue, Path folder) {
        return switch (queue.kind()) {
            case MEMORY -> new QueueSettings.Memory(queue.limit());
            case DURABLE ->
                new QueueSettings.Durable(
                        queue.folder().orElse(folder).toAbsolutePath().normalize(),
                        queue.sync(),
                        queue.limit(),
                        Math.toIntExact(queue.segment()));
        };
    }

    /**
     * The routes and fan-outs, checked for loops.
     *
     * @throws AromaException CONFIGURATION if a message could go round, or the list of a fan-out cannot be used
     */
    public static Routes routes(BridgeSection section) throws AromaException {
        List<Route> routes =
                section.routes().stream().map(BridgeSection.RouteSection::route).toList();
        return Routes.of(routes, FanOutWiring.fanOuts(section));
    }

    /** A bridge that is not started; an error about its folder names the setting. */
    static Bridge open(BridgeSettings settings, Installation installation) throws AromaException {
        try {
            return Bridge.open(settings, installation.journal(), installation.clock(), installation.random());
        } catch (AromaException e) {
            throw new AromaException(e.kind(), e.getMessage() + "; the setting is bridge.queue.folder", e);
        }
    }
}
