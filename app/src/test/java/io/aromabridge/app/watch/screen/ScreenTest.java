package io.aromabridge.app.watch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState;
import io.aromabridge.app.watch.SystemState.Bridge;
import io.aromabridge.app.watch.SystemState.Broker;
import io.aromabridge.app.watch.SystemState.Light;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import io.aromabridge.app.watch.SystemState.Run;
import io.aromabridge.app.watch.SystemState.Shooter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole screens, as they are drawn. */
class ScreenTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Screen PLAIN = new Screen(false, ZoneOffset.UTC);
    private static final Screen COLOURED = new Screen(true, ZoneOffset.UTC);

    private static final Link ONLINE = new Link(
            "online",
            Optional.of("localhost:8883"),
            Optional.of(AT.minusSeconds(192)),
            Optional.empty(),
            Optional.empty());
    private static final Link WAITING = new Link(
            "waiting",
            Optional.of("localhost:8883"),
            Optional.of(AT.minusSeconds(2)),
            Optional.of(AT.plusSeconds(6)),
            Optional.of("no answer"));

    private static final Shooter RUNNING = new Shooter(
            "ASN2A00001",
            "cloud",
            true,
            true,
            List.of(new Run(3, 100, Duration.ofMillis(2400)), new Run(5, 41, Duration.ofMillis(990))));
    private static final Shooter GONE = new Shooter("ASN2A00002", "local", false, false, List.of());

    private static SystemState state(Link cloud, Queue queue, List<Shooter> shooters, List<Light> lights) {
        return new SystemState(
                Optional.of(AT),
                Optional.of(Duration.ofSeconds(7384)),
                Optional.of(new Broker(List.of("1883 (local)", "8083 (websocket)"), 7)),
                Optional.of(new Bridge(Optional.of(cloud), Optional.empty(), Optional.of(queue))),
                Optional.of(new Broker(List.of("8883", "4443"), 1)),
                shooters,
                lights);
    }

    /** The left half red, one green pixel at the lower right. */
    private static Light light(String name) {
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            pixels.add(i % 8 < 4 ? 0xff0000 : 0);
        }
        pixels.set(63, 0x00ff00);
        return new Light(name, "local", true, pixels);
    }

    private static Light dark(String name) {
        return new Light(name, "local", false, Collections.nCopies(64, 0));
    }

    private static Picture picture(SystemState state, Event.Diffusion... diffusions) {
        return new Picture("http://127.0.0.1:8080", Optional.empty(), state, List.of(diffusions));
    }

    private static Event.Diffusion diffusion(String sentence, boolean rejected) {
        return new Event.Diffusion(AT, sentence, "{}", rejected);
    }

    @Test
    void showsEverythingWithoutColours() {
        Picture picture = picture(
                state(
                        ONLINE,
                        new Queue(2, 1, 0.2, 40, 38, 0),
                        List.of(RUNNING, GONE),
                        List.of(light("lamp"), dark("client\u001b1"))),
                diffusion("ASN2A00001 (cloud): diffusing channel 3 at 100 % for 3000 ms", false),
                diffusion("ASN2A00001 (cloud): rejected: \u001b[2J channel 9: expected a whole number, 1 to 6", true));
        assertEquals(
                """
                Aromabridge  http://127.0.0.1:8080  up 2 h 3 m
                cloud    ● online at localhost:8883 for 3 m 12 s
                queue    2 held, 1 in flight; 40 sent, 38 acknowledged, 0 dropped
                broker   7 connections on 1883 (local), 8083 (websocket)
                stand-in 1 connection on 8883, 4443
                Shooters
                ● ASN2A00001 cloud  booster  3 ████████ 100 % 2.4 s  5 ████░░░░ 41 % 0.9 s··
                ○ ASN2A00002 local  not connected··
                Lights
                ● lamp #ff0000        ○ client\\u001b1 dark
                ████                  ········
                ████                  ········
                ████                  ········
                ████   ▄              ········
                Diffusions
                03:04:05 ASN2A00001 (cloud): diffusing channel 3 at 100 % for 3000 ms
                03:04:05 ASN2A00001 (cloud): rejected: \\u001b[2J channel 9: expected a whole nu…
                """
                        .replace('·', ' '),
                text(PLAIN.render(picture, new TerminalSize(80, 24))));
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Control sequences as words, so that they can be read here. */
    private static String words(String line) {
        return line.replace("\u001b[0m", "}")
                .replace("\u001b[1m", "{bold ")
                .replace("\u001b[2m", "{dim ")
                .replace("\u001b[31m", "{red ")
                .replace("\u001b[32m", "{green ")
                .replace("\u001b[33m", "{yellow ")
                .replace("\u001b[36m", "{cyan ")
                .replaceAll("\u001b\\[38;2;([0-9;]+);48;2;([0-9;]+)m▀", "<$1/$2");
    }

    @Test
    void showsEverythingInColours() {
        Picture picture = picture(
                state(WAITING, new Queue(12, 3, 9.9, 40, 28, 5), List.of(RUNNING, GONE), List.of(dark("lamp"))),
                diffusion("a", false),
                diffusion("b", true));
        String black = "<0;0;0/0;0;0}".repeat(8) + "\n";
        assertEquals(
                """
                {bold Aromabridge}  http://127.0.0.1:8080{dim   up 2 h 3 m}
                {dim cloud}    {yellow ◐ waiting} at localhost:8883, next try in 6 s: no answer
                {dim queue}    {yellow 12 held, 3 in flight, oldest 9 s}; 40 sent, 28 acknowledged, {red 5 dropped}
                {dim broker}   7 connections on 1883 (local), 8083 (websocket)
                {dim stand-in} 1 connection on 8883, 4443
                {bold Shooters}
                {green ●} ASN2A00001 {dim cloud}  {bold booster}  {bold 3 }{cyan ███████} 100 % 2.4 s \
                 {bold 5 }{cyan ███}{dim ░░░░} 41 % 0.9 s··
                {red ○} ASN2A00002 {dim local}  not connected··
                {bold Lights}
                {red ○ lamp}
                """
                                .replace('·', ' ')
                        + black.repeat(4)
                        + """
                {bold Diffusions}
                {dim 03:04:05} a
                {dim 03:04:05} {red b}
                """,
                words(text(COLOURED.render(picture, new TerminalSize(78, 30)))));
    }

    @Test
    void pixelsHaveTheirColours() {
        Picture picture = picture(new SystemState(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(light("lamp"))));
        List<String> lines = COLOURED.render(picture, new TerminalSize(80, 24));
        String left = "<255;0;0/255;0;0}".repeat(4);
        assertEquals(left + "<0;0;0/0;0;0}".repeat(4), words(lines.get(3)));
        assertEquals(left + "<0;0;0/0;0;0}".repeat(3) + "<0;0;0/0;255;0}", words(lines.get(6)));
    }

    @Test
    void saysWhenTheSystemIsAway() {
        Picture picture = new Picture(
                "http://127.0.0.1:8080",
                Optional.of(new Event.Away(AT, "no connection")),
                SystemState.EMPTY,
                List.of());
        assertEquals(
                """
                Aromabridge  http://127.0.0.1:8080
                ✘ the system is away: no connection; trying again
                Diffusions
                none yet
                """,
                text(PLAIN.render(picture, new TerminalSize(80, 24))));
    }

    private static Picture crowded() {
        List<Shooter> shooters = IntStream.range(0, 50)
                .mapToObj(i -> new Shooter(
                        "ASN2A000" + (10 + i),
                        "cloud",
                        i != 30,
                        false,
                        i == 40 ? List.of(new Run(1, 1, Duration.ofSeconds(1))) : List.of()))
                .toList();
        List<Light> lights = IntStream.range(0, 12).mapToObj(i -> dark("l" + i)).toList();
        return picture(
                state(ONLINE, new Queue(0, 0, 0, 0, 0, 0), shooters, lights),
                IntStream.range(0, 100)
                        .mapToObj(i -> diffusion("diffusion " + i, false))
                        .toArray(Event.Diffusion[]::new));
    }

    @Test
    void withManyShootersThoseThatDoSomethingAreSeenAndOneRowOfLights() {
        List<String> lines = PLAIN.render(crowded(), new TerminalSize(80, 24));
        assertEquals(
                List.of(
                        "Shooters",
                        "● ASN2A00050 cloud  1 █░░░░░░░░░ 1 % 1.0 s  ",
                        "○ ASN2A00040 cloud  not connected  ",
                        "● ASN2A00010 cloud  ",
                        "● ASN2A00011 cloud  ",
                        "● ASN2A00012 cloud  ",
                        "● ASN2A00013 cloud  ",
                        "● ASN2A00014 cloud  ",
                        "… and 43 more shooters",
                        "Lights"),
                lines.subList(5, 15));
        assertEquals("○ l0 dark   ○ l1 dark   ○ l2 dark   ○ l3 dark   ○ l4 dark   ○ l5 dark", lines.get(15));
        assertEquals(
                List.of("Diffusions", "03:04:05 diffusion 0", "03:04:05 diffusion 1", "03:04:05 diffusion 2"),
                lines.subList(20, 24));
    }

    @Test
    void aSmallTerminalShowsShootersRatherThanLights() {
        assertEquals(
                List.of(
                        "Shooters",
                        "● ASN2A00050 cloud  1 █░░░░░░░░░ 1 % 1.0 s  ",
                        "… and 49 more shooters",
                        "Diffusions",
                        "03:04:05 diffusion 0",
                        "03:04:05 diffusion 1",
                        "03:04:05 diffusion 2"),
                PLAIN.render(crowded(), new TerminalSize(80, 12)).subList(5, 12));
    }

    @Test
    void aLargeTerminalShowsThemAll() {
        List<String> lines = PLAIN.render(crowded(), new TerminalSize(80, 100));
        assertEquals(100, lines.size());
        assertEquals(50, lines.stream().filter(l -> l.contains("ASN2A")).count());
        assertTrue(lines.stream().anyMatch(l -> l.contains("l11")), () -> text(lines));
        assertTrue(lines.get(99).contains("diffusion 31"), () -> text(lines));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "10, 5", "20, 9", "30, 12", "79, 16", "200, 20", "15, 500", "1000, 1"})
    void isNeverLargerThanTheTerminal(int columns, int lines) {
        List<String> plain = PLAIN.render(crowded(), new TerminalSize(columns, lines));
        List<String> coloured = COLOURED.render(crowded(), new TerminalSize(columns, lines));
        assertTrue(plain.size() <= lines && coloured.size() <= lines, () -> text(plain));
        assertTrue(plain.stream().allMatch(line -> Columns.of(line) <= columns), () -> text(plain));
        assertTrue(
                coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                        .allMatch(line -> Columns.of(line) <= columns),
                () -> text(coloured));
    }
}
