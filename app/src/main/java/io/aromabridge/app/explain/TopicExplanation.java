package io.aromabridge.app.explain;

import io.aromabridge.app.config.schema.Units;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.aws.AwsIotLimits;
import io.aromabridge.core.aws.TopicSize;
import io.aromabridge.core.topic.TopicName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the routes do with a message on one topic. */
public final class TopicExplanation {
    /** So many topics of a fan-out are written out. */
    private static final int SHOWN = 3;

    private final Routes routes;
    private final AwsIotLimits limits;

    /** For these routes, with a cloud of these limits. */
    public TopicExplanation(Routes routes, AwsIotLimits limits) {
        this.routes = routes;
        this.limits = limits;
    }

    /** Lines about each route and fan-out that takes the topic; none if none does. */
    public List<String> lines(TopicName topic) {
        List<String> lines = new ArrayList<>();
        Set<List<Object>> sent = new HashSet<>();
        for (Route route : routes.all()) {
            if (route.filter().matches(topic)) {
                TopicName target = route.as().orElse(topic);
                boolean first = sent.add(List.of(route.direction(), target));
                lines.add(route.toString());
                lines.add("  " + way(route, target) + timeToLive(route)
                        + (first ? "" : "; not again: a route above does"));
                lines.addAll(checks(route.direction() == Direction.OUT ? target : topic));
            }
        }
        for (FanOut fanOut : routes.fanOuts()) {
            if (fanOut.takes(topic)) {
                lines.addAll(fanOut(fanOut, topic));
            }
        }
        return lines;
    }

    private List<String> fanOut(FanOut fanOut, TopicName topic) {
        List<String> lines = new ArrayList<>(List.of(fanOut.toString()));
        if (fanOut.choosesMode(topic)) {
            lines.add("  chooses the list by its payload: rehearsal, final, or nothing for the one of the start");
            return lines;
        }
        List<TopicName> targets = List.copyOf(fanOut.targets(topic));
        if (targets.isEmpty()) {
            lines.add("  to nobody: no device of the list that holds at the start");
            return lines;
        }
        int shown = Math.min(SHOWN, targets.size());
        lines.add("  to the cloud, QoS 1, one message for each of " + targets.size() + ":");
        targets.subList(0, shown).forEach(target -> lines.add("    " + target));
        if (targets.size() > shown) {
            lines.add("    and " + (targets.size() - shown) + " more");
        }
        lines.addAll(checks(targets.get(0)));
        return lines;
    }

    private static String way(Route route, TopicName target) {
        String side = route.direction() == Direction.OUT ? "to the cloud" : "to the local broker";
        return side + " as " + target + ", " + qos(route);
    }

    private static String timeToLive(Route route) {
        return route.timeToLive()
                .map(time -> ", within " + Units.text(time) + " of its arrival or not at all")
                .orElse("");
    }

    private static String qos(Route route) {
        return switch (route.qos()) {
            case AT_MOST_ONCE -> "QoS 0";
            case AT_LEAST_ONCE -> route.direction() == Direction.OUT ? "QoS 1" : "the message's QoS, at most 1";
            case KEEP -> "the message's QoS, at most 1";
        };
    }

    private List<String> checks(TopicName inTheCloud) {
        List<String> lines = new ArrayList<>();
        TopicSize size = TopicSize.of(inTheCloud.value());
        if (size.slashesFit(limits)) {
            lines.add("  ✔ " + size.slashes() + " of " + limits.topicSlashes() + " slashes in the cloud");
        }
        if (size.bytesFit(limits)) {
            lines.add("  ✔ " + size.bytes() + " of " + limits.topicBytes() + " bytes of topic in the cloud");
        }
        AwsIotWarnings.problems(inTheCloud.value(), limits).forEach(problem -> lines.add("  ✘ " + problem));
        lines.add("  payload: at most " + limits.payloadBytes() + " bytes (" + limits.payloadBytes() / 1024 + " KiB)");
        return lines;
    }

    /** The route whose filter agrees with a topic in the most levels from the left; empty if none does in any. */
    public Optional<Route> nearest(TopicName topic) {
        return routes.all().stream()
                .filter(route -> agreement(route, topic) > 0)
                .max(Comparator.comparingInt(route -> agreement(route, topic)));
    }

    private static int agreement(Route route, TopicName topic) {
        String[] want = route.filter().value().split("/", -1);
        String[] have = topic.value().split("/", -1);
        int levels = 0;
        while (levels < Math.min(want.length, have.length)
                && (want[levels].equals("+") || want[levels].equals(have[levels]))) {
            levels++;
        }
        return levels;
    }
}
