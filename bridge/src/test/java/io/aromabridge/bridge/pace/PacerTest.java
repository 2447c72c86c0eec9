package io.aromabridge.bridge.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;

    /** When each message left that had come at such a time, by a sender whose timers are late. */
    private static List<Long> send(Pacer pacer, long[] arrivals, int[] sizes, long mostLate, RandomGenerator random) {
        List<Long> left = new ArrayList<>();
        long now = random.nextLong(-SECOND, SECOND);
        long origin = now;
        for (int i = 0; i < arrivals.length; i++) {
            now = Math.max(now, origin + arrivals[i]);
            for (long delay = pacer.delay(now, sizes[i]); delay > 0; delay = pacer.delay(now, sizes[i])) {
                now += delay + (mostLate == 0 ? 0 : random.nextLong(mostLate));
            }
            pacer.sent(now, sizes[i]);
            left.add(now);
        }
        return left;
    }

    /** Looks at each second that begins with a message. */
    private static void check(Pace pace, List<Long> left, int[] sizes, String what) {
        ArrayDeque<Integer> second = new ArrayDeque<>();
        long bytes = 0;
        for (int i = 0; i < left.size(); i++) {
            second.addLast(i);
            bytes += sizes[i];
            while (left.get(i) - left.get(second.getFirst()) >= SECOND) {
                bytes -= sizes[second.removeFirst()];
            }
            assertTrue(
                    pace.messagesPerSecond() == 0 || second.size() <= pace.messagesPerSecond(),
                    second.size() + " messages in a second; " + what);
            assertTrue(
                    pace.bytesPerSecond() == 0 || bytes <= pace.bytesPerSecond() || second.size() == 1,
                    bytes + " bytes in a second; " + what);
        }
    }

    private static void patterns(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            boolean aws = random.nextInt(3) == 0;
            Pace pace = aws
                    ? Pace.AWS_IOT
                    : new Pace(
                            random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(120),
                            random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(2000));
            int messages = 50 + random.nextInt(250);
            long[] arrivals = new long[messages];
            int[] sizes = new int[messages];
            int largest = aws ? 128 * 1024 : 300;
            long now = 0;
            for (int i = 0; i < messages; i++) {
                int kind = random.nextInt(20);
                now += kind == 0 ? random.nextLong(2 * SECOND) : kind < 4 ? random.nextLong(30 * MILLISECOND) : 0;
                arrivals[i] = now;
                sizes[i] = random.nextInt(3) == 0 ? 1 + random.nextInt(largest) : 50;
            }
            long mostLate = random.nextInt(3) == 0 ? 40 * MILLISECOND : random.nextInt(2) * MILLISECOND;
            check(pace, send(Pacer.of(pace), arrivals, sizes, mostLate, random), sizes, pace + ", seed " + seed);
        }
    }

    @Test
    void givesNoSecondMoreThanThePaceWhateverComes() {
        patterns(0, 5_000);
    }

    @Tag("long")
    @Test
    void givesNoSecondMoreThanThePaceWhateverComesManyTimes() {
        patterns(5_000, 100_000);
    }

    @Test
    void spacesWhatWaitsEvenly() {
        int[] sizes = IntStream.range(0, 96).map(i -> 200).toArray();
        List<Long> left = send(Pacer.of(Pace.AWS_IOT), new long[96], sizes, 0, new SplittableRandom(1));
        for (int i = 1; i < left.size(); i++) {
            long gap = left.get(i) - left.get(i - 1);
            assertEquals(SECOND / 95.0, (double) gap, 100.0, "gap " + i);
        }
    }

    @Test
    void makesUpForTimersThatAreLate() {
        int count = 951;
        int[] sizes = IntStream.range(0, count).map(i -> 200).toArray();
        List<Long> left = send(Pacer.of(Pace.AWS_IOT), new long[count], sizes, MILLISECOND, new SplittableRandom(1));
        long took = left.get(count - 1) - left.get(0);
        assertTrue(took < 10 * SECOND + 20 * MILLISECOND, "950 more took " + took + " ns");
    }

    @Test
    void letsOneGoAtOnceAfterAPause() {
        Pacer pacer = Pacer.of(new Pace(10, 0));
        assertEquals(0, pacer.delay(-5, 100), "the first");
        pacer.sent(-5, 100);
        assertEquals(SECOND / 10, pacer.delay(-5, 100), "the second");
        assertEquals(0, pacer.delay(SECOND, 100), "after a pause");
    }

    @Test
    void letsOneThatIsLargerThanASecondsBytesGoAlone() {
        Pacer pacer = Pacer.of(new Pace(0, 1000));
        assertEquals(0, pacer.delay(0, 5000));
        pacer.sent(0, 5000);
        assertEquals(5 * SECOND, pacer.delay(0, 10), "it takes its time");
        assertEquals(0, pacer.delay(5 * SECOND, 10));
    }

    @Test
    void delaysNothingWithoutALimit() {
        Pacer pacer = Pacer.of(Pace.NONE);
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, pacer.delay(0, 1 << 20));
            pacer.sent(0, 1 << 20);
        }
    }

    @Test
    void spacesADrainByItsRateAlone() {
        Pacer pacer = Pacer.every(0.5);
        assertEquals(0, pacer.delay(0, 1 << 20));
        pacer.sent(0, 1 << 20);
        assertEquals(2 * SECOND, pacer.delay(0, 1));
        assertEquals(0, pacer.delay(2 * SECOND, 1));
        assertEquals(0, Pacer.every(0).delay(0, 1));
    }
}
