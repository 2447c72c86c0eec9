package io.aromabridge.bridge.route;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicFilter;
import java.util.List;

/**
 * Refuses fan-outs that meet each other, or what comes from the cloud: one message of the cloud would become a thousand,
 * and if it is one of a fan-out's own, it would never stop.
 */
final class FanOutCheck {
    private final List<Route> routes;
    private final List<FanOut> fanOuts;

    FanOutCheck(List<Route> routes, List<FanOut> fanOuts) {
        this.routes = routes;
        this.fanOuts = fanOuts;
    }

    void refuseCrossings() throws AromaException {
        for (int i = 0; i < fanOuts.size(); i++) {
            FanOut one = fanOuts.get(i);
            for (FanOut other : fanOuts.subList(0, i)) {
                for (TopicFilter filter : one.filters()) {
                    if (other.filters().stream().anyMatch(filter::overlaps)) {
                        throw refusal("two fan-outs listen to the same topics: "
                                + other.settings().topic() + " and "
                                + one.settings().topic()
                                + "; give each a topic of its own, and not one below the other");
                    }
                }
            }
            for (Route route : routes) {
                if (route.direction() == Direction.IN && bringsTo(one, route)) {
                    throw refusal("route \"" + route + "\" brings messages of the cloud to the fan-out "
                            + one.settings().topic() + ", which would send each to every device; narrow its filter,"
                            + " or give it another topic with \"as\"");
                }
            }
        }
    }

    private static boolean bringsTo(FanOut fanOut, Route in) {
        return in.as().isPresent()
                ? fanOut.takes(in.as().get())
                : fanOut.filters().stream().anyMatch(in.filter()::overlaps);
    }

    private static AromaException refusal(String why) {
        return new AromaException(AromaException.Kind.CONFIGURATION, why);
    }
}
