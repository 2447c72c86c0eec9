package io.aromabridge.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.app.watch.SystemState.Bridge;
import io.aromabridge.app.watch.SystemState.Light;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import io.aromabridge.app.watch.SystemState.Shooter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which differences between states are events. */
class StateChangesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final StateChanges changes = new StateChanges();

    private static SystemState links(String cloud) {
        Link link = new Link(
                cloud,
                Optional.of("there:8883"),
                Optional.empty(),
                Optional.empty(),
                cloud.equals("waiting") ? Optional.of("no answer") : Optional.empty());
        return bridge(new Bridge(Optional.of(link), Optional.empty(), Optional.empty()));
    }

    private static SystemState queue(long depth, double oldestSeconds) {
        Queue queue = new Queue(depth, 0, oldestSeconds, 0, 5, 0);
        return bridge(new Bridge(Optional.empty(), Optional.empty(), Optional.of(queue)));
    }

    private static SystemState bridge(Bridge bridge) {
        return new SystemState(
                Optional.of(AT),
                Optional.empty(),
                Optional.empty(),
                Optional.of(bridge),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static SystemState devices(boolean shooter, boolean... lights) {
        List<Light> all = new ArrayList<>();
        for (boolean connected : lights) {
            all.add(new Light("lamp" + (all.size() + 1), "local", connected, Collections.nCopies(64, 0)));
        }
        return new SystemState(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Shooter("ASN2A00001", "cloud", shooter, false, List.of())),
                all);
    }

    /** The sentences of a sequence of states. */
    private List<String> of(SystemState... states) {
        return Stream.of(states)
                .flatMap(state -> changes.next(state, AT).stream())
                .map(Event::sentence)
                .toList();
    }

    @Test
    void aLinkIsToldAtFirstAndWhenItsStateIsAnother() {
        assertEquals(
                List.of(
                        "link cloud: connecting (there:8883)",
                        "link cloud: online (there:8883)",
                        "link cloud: stopped (there:8883)"),
                of(links("connecting"), links("online"), links("online"), links("stopped"), links("stopped")));
    }

    @Test
    void triesBetweenWaitsAreNotTold() {
        assertEquals(
                List.of(
                        "link cloud: online (there:8883)",
                        "link cloud: waiting (there:8883): no answer",
                        "link cloud: online (there:8883)",
                        "link cloud: connecting (there:8883)"),
                of(
                        links("online"),
                        links("waiting"),
                        links("connecting"),
                        links("waiting"),
                        links("connecting"),
                        links("online"),
                        links("connecting")));
    }

    @Test
    void theQueueIsToldOnceWhenItsOldestWaitsAndOnceWhenItHasCaughtUp() {
        assertEquals(
                List.of(
                        "queue: 1 message waits, the oldest for 1.0 s",
                        "queue: drained; 5 acknowledged, 0 dropped so far",
                        "queue: 7 messages wait, the oldest for 3.2 s"),
                of(
                        queue(0, 0),
                        queue(2, 0.9),
                        queue(1, 1.0),
                        queue(90, 30),
                        queue(9, 0.6),
                        queue(2, 0.1),
                        queue(0, 0),
                        queue(7, 3.24)));
    }

    @Test
    void devicesAreToldWhenTheyComeOrGo() {
        assertEquals(
                List.of(
                        "lamp1 (local): disconnected",
                        "ASN2A00001 (cloud): connected",
                        "lamp1 (local): connected",
                        "lamp2 (local): connected",
                        "lamp2 (local): disconnected"),
                of(
                        devices(false, true),
                        devices(false, false),
                        devices(true, true, true),
                        devices(true, true, true),
                        devices(true, true)));
    }

    @Test
    void afterAResetItIsAsAtFirst() {
        assertEquals(List.of(), of(devices(true, true)));
        assertEquals(
                List.of(
                        "link cloud: online (there:8883)",
                        "ASN2A00001 (cloud): disconnected",
                        "lamp1 (local): disconnected"),
                of(links("online")));
        changes.reset();
        assertEquals(List.of(), of(devices(false)));
        assertEquals(List.of("link cloud: online (there:8883)"), of(links("online")));
    }

    @Test
    void anEventHasTheTimeOfTheStateElseOfNow() {
        Instant now = AT.plusSeconds(9);
        assertEquals(AT, changes.next(links("online"), now).get(0).at());
        assertEquals(List.of(), changes.next(devices(false), now));
        assertEquals(now, changes.next(devices(true), now).get(0).at());
    }
}
