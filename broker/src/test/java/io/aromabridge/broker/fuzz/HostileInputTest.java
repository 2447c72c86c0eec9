package io.aromabridge.broker.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers send broken and hostile packets and streams: nobody else notices, and nothing of it stays. */
class HostileInputTest {
    /** After each of them memory is measured; the first is for what warms up. */
    private static final int SLICES = 5;

    /** What may come on top between two measurements: code that is compiled, buffers kept for reuse. */
    private static final long SLACK = 24 << 20;

    /** In the caches of Netty's threads; a leak of one for a hundred inputs would be more. */
    private static final long MORE_BUFFERS = 4000;

    /** A seed that once broke something, over the carrier where it did. */
    private record Kept(Carrier carrier, long seed, String whatItBroke) {}

    private static final List<Kept> KEPT = List.of(
            new Kept(Carrier.TCP, 6_000_027, "an escape sequence for the terminal in the log"),
            new Kept(Carrier.TCP, 6_009_377, "a forged line in the log"),
            new Kept(Carrier.TCP, 6_010_053, "a line separator of Unicode in the log"));

    @AllowedApi("the figures of the run are for whoever reads the build")
    private static void report(String line) {
        System.out.println(line);
    }

    private static void siege(long seed, int inputs) throws Exception {
        try (LogWatch log = new LogWatch();
                Siege siege = new Siege()) {
            for (Kept each : KEPT) {
                siege.one(each.carrier(), each.seed());
            }
            Memory before = slice(siege, seed, inputs / SLICES);
            Memory after = before;
            for (int i = 1; i < SLICES; i++) {
                after = slice(siege, seed + (long) i * inputs / SLICES, inputs / SLICES);
            }
            siege.end();
            report("Hostile input: " + siege.rounds() + " round trips of good clients");
            log.warnings().forEach((kind, count) -> report("Hostile input: logged " + count + " x " + kind));
            siege.kinds().forEach((carrier, kinds) -> expectCounts(carrier, kinds, inputs));
            assertEquals(List.of(), log.bad());
            expectFlat(before, after);
        }
    }

    private static Memory slice(Siege siege, long seed, int inputs) throws Exception {
        siege.attack(seed, inputs);
        Memory now = Memory.now();
        report("Hostile input: " + inputs + " over each carrier from seed " + seed + ", then " + now);
        return now;
    }

    private static void expectFlat(Memory before, Memory after) {
        assertTrue(after.heap() < before.heap() + SLACK, () -> "the heap grew from " + before + " to " + after);
        assertTrue(after.buffers() < before.buffers() + MORE_BUFFERS, () -> "buffers: " + before + " to " + after);
        assertTrue(after.direct() < before.direct() + SLACK, () -> "direct memory: " + before + " to " + after);
    }

    private static void expectCounts(Carrier carrier, Map<String, int[]> kinds, int inputs) {
        int all = kinds.values().stream().mapToInt(counts -> counts[0]).sum();
        int connected = kinds.values().stream().mapToInt(counts -> counts[1]).sum();
        StringBuilder text = new StringBuilder();
        kinds.forEach(
                (kind, counts) -> text.append(", ").append(kind).append(' ').append(counts[0]));
        report("Hostile input over " + carrier + ": " + all + " inputs, " + connected + " after a successful CONNECT"
                + text);
        assertTrue(all >= inputs, all + " of " + inputs + " inputs over " + carrier);
        assertTrue(2 * connected >= all, connected + " of " + all + " inputs over " + carrier + " after CONNECT");
    }

    @Test
    @Timeout(900)
    void fourThousandInputsLeaveNoBuffer() throws Exception {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            siege(5_000_000, 1000);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    @Test
    @Timeout(900)
    void twentyThousandInputsHarmNobody() throws Exception {
        siege(6_000_000, 5000);
    }

    @Test
    @Tag("long")
    @Timeout(14_400)
    void eightHundredThousandInputsHarmNobody() throws Exception {
        siege(7_000_000, 200_000);
    }
}
