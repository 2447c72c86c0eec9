package io.aromabridge.bridge.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Route.QosRule;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static Message message(String topic, int qos) {
        return Message.of(topic, "x", QoS.of(qos));
    }

    private static List<String> topics(List<Message> messages) {
        return messages.stream().map(m -> m.topic().value()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "OUT, AT_LEAST_ONCE, 0, 1",
        "OUT, AT_LEAST_ONCE, 1, 1",
        "OUT, AT_LEAST_ONCE, 2, 1",
        "OUT, KEEP, 0, 0",
        "OUT, KEEP, 1, 1",
        "OUT, KEEP, 2, 1",
        "OUT, AT_MOST_ONCE, 0, 0",
        "OUT, AT_MOST_ONCE, 2, 0",
        "IN, AT_LEAST_ONCE, 0, 0",
        "IN, AT_LEAST_ONCE, 1, 1",
        "IN, AT_LEAST_ONCE, 2, 1",
        "IN, AT_MOST_ONCE, 1, 0",
    })
    void publishesWithTheQosOfTheRule(Direction direction, QosRule rule, int qos, int expected) throws AromaException {
        Route route = (direction == Direction.OUT ? Route.out("a/#") : Route.in("a/#")).with(rule);
        Routes routes = Routes.of(List.of(route));
        List<Message> results = direction == Direction.OUT
                ? routes.outgoing(message("a/b", qos))
                : routes.incoming(message("a/b", qos));
        assertEquals(List.of(message("a/b", expected)), results);
    }

    @Test
    void handsOnTheSameObjectIfNothingChanges() throws AromaException {
        Message message = message("a/b", 1);
        assertSame(
                message, Routes.of(List.of(Route.out("a/#"))).outgoing(message).get(0));
    }

    @Test
    void takesWhatNoRouteWantsNowhere() throws AromaException {
        Routes routes = Routes.of(List.of(Route.out("a/+"), Route.in("b/#")));
        assertEquals(List.of(), routes.outgoing(message("a/b/c", 1)));
        assertEquals(List.of(), routes.outgoing(message("b/x", 1)));
        assertEquals(List.of(), routes.incoming(message("a/b", 1)));
    }

    @Test
    void sendsOnceForEachDistinctTopicInTheOrderOfTheRoutes() throws AromaException {
        Routes routes = Routes.of(List.of(
                Route.out("a/#"),
                Route.out("a/b").as("z"),
                Route.out("+/b"),
                Route.out("a/+").as("z"),
                Route.out("c")));
        assertEquals(List.of("a/b", "z"), topics(routes.outgoing(message("a/b", 1))));
    }

    @Test
    void takesTheRetainFlagOffOnTheWayOutAndLeavesItOnTheWayIn() throws AromaException {
        Message retained = new Message(TopicName.of("a"), Payload.of("x"), QoS.AT_LEAST_ONCE, true);
        assertEquals(
                List.of(message("a", 1)), Routes.of(List.of(Route.out("a"))).outgoing(retained));
        assertSame(
                retained, Routes.of(List.of(Route.in("a"))).incoming(retained).get(0));
    }

    @Test
    void subscribesToEachFilterOnceWithItsHighestQos() throws AromaException {
        Routes routes = Routes.of(List.of(
                Route.in("a/#").with(QosRule.AT_MOST_ONCE),
                Route.in("b").with(QosRule.AT_MOST_ONCE),
                Route.in("a/#").as("c"),
                Route.out("d").with(QosRule.AT_MOST_ONCE)));
        assertEquals(
                Map.of(TopicFilter.of("a/#"), QoS.AT_LEAST_ONCE, TopicFilter.of("b"), QoS.AT_MOST_ONCE),
                routes.subscriptions(Direction.IN));
        assertEquals(Map.of(TopicFilter.of("d"), QoS.AT_LEAST_ONCE), routes.subscriptions(Direction.OUT));
    }
}
