package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.queue.WhenFull;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import java.util.ArrayList;
import java.util.List;

/** From the configuration's section {@code bridge} to the bridge's settings. */
public final class BridgeWiring {
    private BridgeWiring() {}

    static BridgeSettings settings(BridgeSection section, Endpoint cloud) throws AromaException {
        BridgeSection.Cloud there = section.cloud();
        Backoff backoff = new Backoff(
                there.backoff().base(), there.backoff().max(), there.backoff().stable(), Backoff.DEFAULT.jitter());
        LinkTuning tuning = new LinkTuning(
                there.keepAlive(), there.connectTimeout(), there.operationTimeout(), there.maxInFlight(), backoff);
        WhenFull whenFull = section.queue().whenFull() == BridgeSection.Queue.WhenFull.DROP_OLDEST
                ? WhenFull.DROP_OLDEST
                : WhenFull.DROP_NEWEST;
        return new BridgeSettings(
                section.name(),
                cloud,
                there.clientId(),
                tuning,
                new QueueLimit(section.queue().size(), whenFull),
                routes(section));
    }

    /**
     * The routes, checked for loops.
     *
     * @throws AromaException CONFIGURATION if a message could go round
     */
    public static Routes routes(BridgeSection section) throws AromaException {
        List<Route> routes = new ArrayList<>();
        for (BridgeSection.Route route : section.routes()) {
            Direction direction = route.direction() == BridgeSection.Route.Direction.OUT ? Direction.OUT : Direction.IN;
            QosRule qos = route.qos()
                    .map(q -> q.level() == 0 ? QosRule.AT_MOST_ONCE : QosRule.AT_LEAST_ONCE)
                    .orElse(QosRule.KEEP);
            routes.add(new Route(direction, route.filter(), route.as(), qos));
        }
        return Routes.of(routes);
    }
}
