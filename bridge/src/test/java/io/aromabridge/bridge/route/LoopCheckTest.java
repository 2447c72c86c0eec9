package io.aromabridge.bridge.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopCheckTest {
    /** Reads "out a/#; in b as c". */
    private static List<Route> parse(String text) {
        return Arrays.stream(text.split("; ", -1))
                .map(one -> {
                    String[] words = one.split(" ", -1);
                    Route route = words[0].equals("out") ? Route.out(words[1]) : Route.in(words[1]);
                    return words.length == 4 ? route.as(words[3]) : route;
                })
                .toList();
    }

    @Test
    void acceptsTheRoutesOfTheDemo() throws AromaException {
        List<Route> routes = parse("out aromajoin/aromashooter/+/command/#; out aromabridge/canary/out;"
                + " in aromabridge/canary/out as aromabridge/canary/back");
        assertEquals(routes, Routes.of(routes).all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out a/#; in b/#",
                "out a/b; in a/c",
                "out #; in $aws/things/#",
                "out a as b; in b",
                "out a as b; in b as c",
                "in x as y; out z as x",
                "out a as b; in b as c; out c as d",
                "out +/b; in a/c/#",
            })
    void acceptsWhatEnds(String routes) throws AromaException {
        assertEquals(parse(routes), Routes.of(parse(routes)).all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out #; in #",
                "in a/#; out a/#",
                "out a/+; in +/b",
                "out a/#; in a/b/c",
                "in x as a; out a as x",
                "in x/# as a; out a as x/y",
                "in a/#; out a/b as a/c",
                "in b as a; out a as b",
                "in a as b; out b as c; in c as d; out d as a",
                "out d as a; in c as d; out b as c; in a as b",
            })
    void refusesWhatGoesRound(String routes) {
        AromaException refusal = assertThrows(AromaException.class, () -> Routes.of(parse(routes)));
        assertEquals(AromaException.Kind.CONFIGURATION, refusal.kind());
    }

    @Test
    void namesTheRoutesThatMakeTheLoop() {
        AromaException refusal =
                assertThrows(AromaException.class, () -> Routes.of(parse("out z; in a/#; out a/+; in b as c")));
        assertTrue(refusal.toString().contains("\"in a/#\" and \"out a/+\""), refusal.toString());
    }
}
