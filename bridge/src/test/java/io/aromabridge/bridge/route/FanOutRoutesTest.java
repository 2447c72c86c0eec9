package io.aromabridge.bridge.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fan-outs beside routes. */
class FanOutRoutesTest {
    @TempDir
    Path folder = Path.of("");

    private FanOut fanOut(String topic) throws Exception {
        Path list = Files.writeString(folder.resolve("list.txt"), "ASN2A00001\nASN2A00002\n");
        return FanOut.open(FanOutSettings.of(topic, list));
    }

    private static List<String> sent(Routes routes, String topic) {
        return routes.outbound(Message.of(topic, "x", QoS.AT_MOST_ONCE)).stream()
                .map(outbound -> outbound.message().topic().value())
                .toList();
    }

    @Test
    void sendBesideARouteThatTakesTheSameTopic() throws Exception {
        List<String> both = List.of(
                "aromajoin/aromashooter/ASN2A00001/command/diffuse",
                "aromajoin/aromashooter/ASN2A00002/command/diffuse");
        assertEquals(both, sent(Routes.of(List.of(), List.of(fanOut("all"))), "all"));
        List<String> three = new ArrayList<>(both);
        three.add(0, "all");
        assertEquals(three, sent(Routes.of(List.of(Route.out("all")), List.of(fanOut("all"))), "all"));
        assertEquals(both, sent(Routes.of(List.of(Route.out("else")), List.of(fanOut("other"), fanOut("all"))), "all"));
    }

    @Test
    void areSubscribedToOnTheLocalSide() throws Exception {
        Routes routes = Routes.of(List.of(Route.out("a")), List.of(fanOut("all")));
        assertEquals(
                Map.of(
                        TopicFilter.of("a"),
                        QoS.AT_LEAST_ONCE,
                        TopicFilter.of("all"),
                        QoS.AT_LEAST_ONCE,
                        TopicFilter.of("all/+"),
                        QoS.AT_LEAST_ONCE),
                routes.subscriptions(Direction.OUT));
        assertEquals(Map.of(), routes.subscriptions(Direction.IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "all/x", "+", "#", "+/mode"})
    void refuseWhatARouteBringsThem(String filter) throws Exception {
        refused("brings messages of the cloud to the fan-out all", List.of(Route.in(filter)), fanOut("all"));
        refused(
                "brings messages of the cloud to the fan-out all",
                List.of(Route.in("x").as("all/mode")),
                fanOut("all"));
    }

    @Test
    void takeNoNotesOfRoutesInElsewhere() throws Exception {
        List<Route> routes = List.of(Route.in("all").as("x"), Route.in("all/a/b"), Route.out("#"));
        List<FanOut> fanOuts = List.of(fanOut("all"));
        assertEquals(fanOuts, Routes.of(List.of(routes.get(0)), fanOuts).fanOuts());
        assertEquals(fanOuts, Routes.of(List.of(routes.get(1)), fanOuts).fanOuts());
        assertEquals(fanOuts, Routes.of(List.of(routes.get(2)), fanOuts).fanOuts());
    }

    @Test
    void refuseEachOthersTopics() throws Exception {
        refused("two fan-outs listen to the same topics: all and all", List.of(), fanOut("all"), fanOut("all"));
        refused("two fan-outs listen to the same topics: all/x and all", List.of(), fanOut("all/x"), fanOut("all"));
    }

    private static void refused(String why, List<Route> routes, FanOut... fanOuts) {
        AromaException e = assertThrows(AromaException.class, () -> Routes.of(routes, List.of(fanOuts)));
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }
}
