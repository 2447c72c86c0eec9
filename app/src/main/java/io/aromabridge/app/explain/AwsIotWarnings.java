package io.aromabridge.app.explain;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.aws.AwsIotLimits;
import io.aromabridge.core.aws.TopicSize;
import java.util.ArrayList;
import java.util.List;

/** What AWS IoT Core refuses of routes and their policy: each in one line. */
public final class AwsIotWarnings {
    private AwsIotWarnings() {}

    /** All of them; none if everything is well. */
    public static List<String> of(Routes routes, Policy policy, AwsIotLimits limits) {
        List<String> warnings = new ArrayList<>();
        for (Route route : routes.all()) {
            for (String problem : problems(inTheCloud(route), limits)) {
                warnings.add("route \"" + route + "\": " + problem);
            }
        }
        for (FanOut fanOut : routes.fanOuts()) {
            String example = fanOut.topics().values().iterator().next().value();
            problems(example, limits)
                    .forEach(problem ->
                            warnings.add("fan-out " + fanOut.settings().topic() + ": " + problem));
        }
        int subscriptions = routes.subscriptions(Direction.IN).size();
        if (subscriptions > limits.subscriptionsPerConnection()) {
            warnings.add(subscriptions + " subscriptions; AWS IoT takes " + limits.subscriptionsPerConnection()
                    + " of one connection: put wider filters into the `in` routes");
        }
        if (policy.characters() > limits.policyCharacters()) {
            warnings.add("the policy has " + policy.characters() + " characters; AWS IoT takes "
                    + limits.policyCharacters() + ": put wider filters into the routes, or split the policy by hand");
        }
        return warnings;
    }

    private static String inTheCloud(Route route) {
        boolean renamed = route.direction() == Direction.OUT && route.as().isPresent();
        return renamed ? route.as().get().value() : route.filter().value();
    }

    /** What AWS IoT Core refuses of a topic or topic filter. */
    static List<String> problems(String topicOrFilter, AwsIotLimits limits) {
        List<String> problems = new ArrayList<>();
        TopicSize size = TopicSize.of(topicOrFilter);
        if (!size.slashesFit(limits)) {
            problems.add(size.slashes() + " slashes; AWS IoT hangs up on more than " + limits.topicSlashes());
        }
        if (!size.bytesFit(limits)) {
            problems.add(size.bytes() + " bytes; AWS IoT hangs up on more than " + limits.topicBytes());
        }
        if (topicOrFilter.startsWith("$") && !topicOrFilter.startsWith("$aws/")) {
            problems.add("AWS IoT hangs up on topics that begin with $, but for those under $aws/");
        }
        return problems;
    }
}
