package io.aromabridge.bridge.route;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The routes of one bridge, in order, and its fan-outs, proven to be free of loops. */
public final class Routes {
    private final List<Route> all;
    private final List<FanOut> fanOuts;

    private Routes(List<Route> all, List<FanOut> fanOuts) {
        this.all = all;
        this.fanOuts = fanOuts;
    }

    /**
     * These routes.
     *
     * @throws AromaException of kind CONFIGURATION, naming the routes, if a message could go round for ever, or
     *     come in, be sent out again and come in once more
     */
    public static Routes of(List<Route> routes) throws AromaException {
        return of(routes, List.of());
    }

    /**
     * These routes and fan-outs.
     *
     * @throws AromaException of kind CONFIGURATION also if two fan-outs listen to the same topic, or a route brings what
     *     comes from the cloud to one
     */
    public static Routes of(List<Route> routes, List<FanOut> fanOuts) throws AromaException {
        List<Route> all = List.copyOf(routes);
        List<FanOut> each = List.copyOf(fanOuts);
        LoopCheck check = new LoopCheck(all, each);
        check.refuseLoops();
        check.refuseCrossings();
        return new Routes(all, each);
    }

    /** The routes in their order. */
    public List<Route> all() {
        return all;
    }

    /** The fan-outs in their order. */
    public List<FanOut> fanOuts() {
        return fanOuts;
    }

    /** What a local message becomes for the cloud: one message for each distinct topic that a route gives it. */
    public List<Message> outgoing(Message local) {
        return apply(Direction.OUT, local, route -> route.apply(local));
    }

    /** The same, and one for each device that a fan-out sends it to, with what a queue has to know of each. */
    public List<QueuedMessage> outbound(Message local) {
        List<QueuedMessage> results =
                apply(Direction.OUT, local, route -> new QueuedMessage(local, route.apply(local), route.timeToLive()));
        for (FanOut fanOut : fanOuts) {
            List<QueuedMessage> more = fanOut.accept(local);
            if (results.isEmpty()) {
                results = more;
            } else {
                results.addAll(more);
            }
        }
        return results;
    }

    /** What a message from the cloud becomes for the local side: one message for each distinct topic. */
    public List<Message> incoming(Message cloud) {
        return apply(Direction.IN, cloud, route -> route.apply(cloud));
    }

    private <T> List<T> apply(Direction direction, Message message, Function<Route, T> result) {
        List<T> results = List.of();
        Set<TopicName> topics = Set.of();
        for (Route route : all) {
            if (route.direction() != direction || !route.filter().matches(message.topic())) {
                continue;
            }
            if (results.isEmpty()) {
                results = new ArrayList<>(1);
                topics = new HashSet<>(1);
            }
            if (topics.add(route.target(message.topic()))) {
                results.add(result.apply(route));
            }
        }
        return results;
    }

    /** What to subscribe to where messages of this direction come from: each filter once, with its highest QoS. */
    public Map<TopicFilter, QoS> subscriptions(Direction direction) {
        Map<TopicFilter, QoS> wanted = new LinkedHashMap<>();
        for (Route route : all) {
            if (route.direction() == direction) {
                wanted.merge(route.filter(), route.subscriptionQos(), (a, b) -> a.min(b) == a ? b : a);
            }
        }
        if (direction == Direction.OUT) {
            fanOuts.forEach(fanOut -> fanOut.filters().forEach(filter -> wanted.put(filter, QoS.AT_LEAST_ONCE)));
        }
        return wanted;
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
