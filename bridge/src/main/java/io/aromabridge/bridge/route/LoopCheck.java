package io.aromabridge.bridge.route;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves from the routes alone that no message goes round. MQTT 3.1.1 has neither a hop count nor "no local", so what is
 * not refused here would never stop.
 *
 * <p>A circle in which no route names a topic keeps its topic all the way, so two of its routes already are a circle: the
 * pairs. Any other circle passes through a topic that some route names, so it is found by following these topics.
 */
final class LoopCheck {
    private final List<Route> routes;
    private final List<FanOut> fanOuts;

    LoopCheck(List<Route> routes, List<FanOut> fanOuts) {
        this.routes = routes;
        this.fanOuts = fanOuts;
    }

    void refuseLoops() throws AromaException {
        for (Route in : routes) {
            for (Route out : routes) {
                if (in.direction() == Direction.IN && out.direction() == Direction.OUT && echoes(in, out)) {
                    throw refusal(List.of(in, out));
                }
            }
        }
        for (Route route : routes) {
            if (route.as().isPresent()) {
                follow(route.as().get(), new ArrayList<>(List.of(route)));
            }
        }
    }

    /** Whether some message that comes in is sent out again under a topic that would come in again. */
    private static boolean echoes(Route in, Route out) {
        boolean sentAgain = in.as().isPresent()
                ? out.filter().matches(in.as().get())
                : out.filter().overlaps(in.filter());
        Optional<TopicName> returns = out.as().or(in::as);
        return sentAgain && (returns.isEmpty() || in.filter().matches(returns.get()));
    }

    /** Follows one topic on from the last route of a way; a way that meets its first route again is a circle. */
    private void follow(TopicName topic, List<Route> way) throws AromaException {
        Route last = way.get(way.size() - 1);
        for (Route next : routes) {
            if (next.direction() == last.direction() || !next.filter().matches(topic)) {
                continue;
            }
            if (next.equals(way.get(0))) {
                throw refusal(way);
            }
            if (!way.contains(next)) {
                way.add(next);
                follow(next.target(topic), way);
                way.remove(way.size() - 1);
            }
        }
    }

    /**
     * Refuses fan-outs that meet each other, or what comes from the cloud: one message of the cloud would become a thousand,
     * and if it is one of a fan-out's own, it would never stop.
     */
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

    private static AromaException refusal(List<Route> loop) {
        StringBuilder names = new StringBuilder();
        for (Route route : loop) {
            names.append(names.length() == 0 ? "\"" : "\" and \"").append(route);
        }
        return refusal("routes " + names + "\" make a loop: what one brings, the other sends back."
                + " Narrow a filter, or give one of them a topic of its own with \"as\"");
    }

    private static AromaException refusal(String why) {
        return new AromaException(AromaException.Kind.CONFIGURATION, why);
    }
}
