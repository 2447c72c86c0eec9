package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.QueueSettings;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
                there.clientId(),
                tuning,
                queue(section.queue(), folder),
                routes(section),
                section.sending());
    }

    private static QueueSettings queue(BridgeSection.Queue queue, Path folder) {
        QueueLimit limit = new QueueLimit(queue.size(), queue.bytes(), whenFull(queue.whenFull()));
        return switch (queue.kind()) {
            case MEMORY -> new QueueSettings.Memory(limit);
            case DURABLE ->
                new QueueSettings.Durable(
                        queue.folder().orElse(folder).toAbsolutePath().normalize(),
                        sync(queue.sync()),
                        limit,
                        queue.segment());
        };
    }

    private static WhenFull whenFull(BridgeSection.Queue.WhenFull whenFull) {
        return switch (whenFull) {
            case DROP_OLDEST -> WhenFull.DROP_OLDEST;
            case DROP_NEWEST -> WhenFull.DROP_NEWEST;
            case KEEP_LATEST_PER_TOPIC -> WhenFull.KEEP_LATEST_PER_TOPIC;
            case REJECT -> WhenFull.REJECT;
        };
    }

    private static SyncMode sync(BridgeSection.Queue.Sync sync) {
        return switch (sync) {
            case NEVER -> SyncMode.NEVER;
            case INTERVAL -> SyncMode.INTERVAL;
            case ALWAYS -> SyncMode.ALWAYS;
        };
    }

    /**
     * The routes and fan-outs, checked for loops.
     *
     * @throws AromaException CONFIGURATION if a message could go round, or the list of a fan-out cannot be used
     */
    public static Routes routes(BridgeSection section) throws AromaException {
        List<Route> routes = new ArrayList<>();
        for (BridgeSection.Route route : section.routes()) {
            Direction direction = route.direction() == BridgeSection.Route.Direction.OUT ? Direction.OUT : Direction.IN;
            QosRule qos = route.qos()
                    .map(q -> q.level() == 0 ? QosRule.AT_MOST_ONCE : QosRule.AT_LEAST_ONCE)
                    .orElse(QosRule.KEEP);
            routes.add(new Route(direction, route.filter(), route.as(), qos, route.timeToLive()));
        }
        return Routes.of(routes, FanOutWiring.fanOuts(section));
    }

    /** A bridge that is not started; a folder that it cannot use is told with its setting. */
    static Bridge open(BridgeSettings settings, Installation installation) throws AromaException {
        try {
            return Bridge.open(settings, installation.journal(), installation.clock(), installation.random());
        } catch (AromaException e) {
            throw new AromaException(e.kind(), e.getMessage() + "; the setting is bridge.queue.folder", e);
        }
    }
}
