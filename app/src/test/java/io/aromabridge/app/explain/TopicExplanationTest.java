package io.aromabridge.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.aws.AwsIotLimits;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A topic's way over the routes, in words. */
class TopicExplanationTest {
    private static final String PAYLOAD = "  payload: at most 131072 bytes (128 KiB)";

    private static TopicExplanation of(Route... routes) throws Exception {
        return new TopicExplanation(Routes.of(List.of(routes)), AwsIotLimits.DEFAULT);
    }

    @Test
    void tellsEveryRouteThatTakesIt() throws Exception {
        TopicExplanation explanation = of(
                Route.out("a/+").with(QosRule.KEEP),
                Route.out("b"),
                Route.out("a/b").as("x").with(QosRule.AT_MOST_ONCE),
                Route.in("a/b").as("local/1"));
        assertEquals(
                List.of(
                        "out a/+",
                        "  to the cloud as a/b, the message's QoS, at most 1",
                        "  ✔ 1 of 7 slashes in the cloud",
                        "  ✔ 3 of 256 bytes of topic in the cloud",
                        PAYLOAD,
                        "out a/b as x",
                        "  to the cloud as x, QoS 0",
                        "  ✔ 0 of 7 slashes in the cloud",
                        "  ✔ 1 of 256 bytes of topic in the cloud",
                        PAYLOAD,
                        "in a/b as local/1",
                        "  to the local broker as local/1, the message's QoS, at most 1",
                        "  ✔ 1 of 7 slashes in the cloud",
                        "  ✔ 3 of 256 bytes of topic in the cloud",
                        PAYLOAD),
                explanation.lines(TopicName.of("a/b")));
    }

    @Test
    void tellsThatTheSameTopicGoesOnce() throws Exception {
        List<String> lines = of(Route.out("a/#"), Route.out("a/b")).lines(TopicName.of("a/b"));
        assertEquals("  to the cloud as a/b, QoS 1", lines.get(1));
        assertEquals("  to the cloud as a/b, QoS 1; not again: a route above does", lines.get(6));
    }

    @Test
    void marksWhatAwsIotRefuses() throws Exception {
        String deep = "$x/2/3/4/5/6/7/8/" + "9".repeat(240);
        assertEquals(
                List.of(
                        "out $x/#",
                        "  to the cloud as " + deep + ", QoS 1",
                        "  ✘ 8 slashes; AWS IoT hangs up on more than 7",
                        "  ✘ 257 bytes; AWS IoT hangs up on more than 256",
                        "  ✘ AWS IoT hangs up on topics that begin with $, but for those under $aws/",
                        PAYLOAD),
                of(Route.out("$x/#")).lines(TopicName.of(deep)));
    }

    @Test
    void findsTheRouteThatIsNearest() throws Exception {
        Route shooters = Route.out("aromajoin/aromashooter/+/command/#");
        TopicExplanation explanation = of(Route.out("aromajoin/x"), shooters, Route.in("y"));
        TopicName status = TopicName.of("aromajoin/aromashooter/ASN2A00001/status");
        assertEquals(List.of(), explanation.lines(status));
        assertEquals(Optional.of(shooters), explanation.nearest(status));
        assertEquals(Optional.empty(), explanation.nearest(TopicName.of("z/y")));
    }
}
