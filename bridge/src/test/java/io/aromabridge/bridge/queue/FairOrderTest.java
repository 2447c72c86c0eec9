package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.Pace;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who is next while messages wait. */
class FairOrderTest {
    private Instant now = Instant.EPOCH;

    private OutboundQueue queue(SendPolicy sending, QueueLimit limit) {
        return new MemoryQueue(
                limit, sending, Promise.WHEN_QUEUED, new QueueFixture.Recorder(new ArrayList<>()), () -> now);
    }

    private OutboundQueue queue(Drain drain, double rate) {
        return queue(new SendPolicy(1, Pace.NONE, drain, rate), QueueLimit.DEFAULT);
    }

    private static void add(OutboundQueue queue, String topic, String... texts) {
        for (String text : texts) {
            QueueFixture.append(queue, QueueFixture.outbound(topic, text));
        }
    }

    @Test
    void letsWhatJustCameTakeTurnsWithWhatWaits() {
        OutboundQueue queue = queue(Drain.FAIR, 0);
        add(queue, "a", "a1", "a2", "a3", "a4");
        queue.online();
        add(queue, "b", "b1", "b2");
        assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "a4"), QueueFixture.texts(queue));
    }

    @Test
    void keepsWhatJustCameBehindWhatWaitsOfItsTopic() {
        OutboundQueue queue = queue(Drain.FAIR, 0);
        add(queue, "a", "a1", "a2");
        queue.online();
        add(queue, "a", "a3");
        add(queue, "b", "b1");
        add(queue, "a", "a4");
        assertEquals(List.of("a1", "b1", "a2", "a3", "a4"), QueueFixture.texts(queue));
    }

    @Test
    void countsWhatHasWaitedASecondAsWaiting() {
        OutboundQueue queue = queue(Drain.FAIR, 0);
        queue.online();
        add(queue, "a", "a1", "a2", "a3");
        now = now.plusMillis(1001);
        add(queue, "b", "b1", "b2");
        assertEquals("a1", QueueFixture.text(queue.next().orElseThrow().outbound()));
        add(queue, "c", "c1");
        assertEquals(List.of("c1", "a2", "a3", "b1", "b2"), QueueFixture.texts(queue));
    }

    @Test
    void letsNothingOvertakeIfThatIsWanted() {
        OutboundQueue queue = queue(Drain.BEFORE_NEW, 0);
        add(queue, "a", "a1", "a2");
        queue.online();
        add(queue, "b", "b1");
        now = now.plusMillis(5000);
        assertEquals(List.of("a1", "a2", "b1"), QueueFixture.texts(queue));
    }

    @Test
    void marksBacklogForTheGateAndGoesOnWithTheRest() {
        OutboundQueue queue = queue(Drain.FAIR, 2);
        add(queue, "a", "a1", "a2");
        queue.online();
        add(queue, "b", "b1");
        add(queue, "a", "a3");
        List<String> passed = new ArrayList<>();
        for (Optional<InFlightMessage> next = queue.next((bytes, backlog) -> !backlog);
                next.isPresent();
                next = queue.next((bytes, backlog) -> !backlog)) {
            passed.add(QueueFixture.text(next.get().outbound()));
        }
        assertEquals(List.of("b1"), passed);
        now = now.plusSeconds(5);
        add(queue, "b", "b2");
        assertEquals(
                "b2",
                QueueFixture.text(
                        queue.next((bytes, backlog) -> !backlog).orElseThrow().outbound()));
        assertEquals(List.of("a1", "a2", "a3"), QueueFixture.texts(queue));
    }

    @Test
    void isNoBacklogWithBeforeNewOnceAllThatWaitedIsSent() {
        OutboundQueue queue = queue(Drain.BEFORE_NEW, 2);
        add(queue, "a", "a1");
        queue.online();
        add(queue, "b", "b1");
        List<Boolean> backlogs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            assertTrue(queue.next((bytes, backlog) -> backlogs.add(backlog)).isPresent(), "passed");
        }
        add(queue, "b", "b2");
        assertTrue(queue.next((bytes, backlog) -> backlogs.add(backlog)).isPresent(), "passed");
        assertEquals(List.of(true, true, false), backlogs, "b1 came while a1 waited, b2 after that");
    }

    @Test
    void dropsTheOldestWhicheverLineItStandsIn() {
        OutboundQueue queue =
                queue(new SendPolicy(1, Pace.NONE, Drain.FAIR, 0), new QueueLimit(3, WhenFull.DROP_OLDEST));
        add(queue, "a", "a1", "a2");
        queue.online();
        add(queue, "b", "b1", "b2", "b3");
        assertEquals(List.of("b1", "b2", "b3"), QueueFixture.texts(queue));
    }

    @Test
    void keepsTheOrderOfEachTopicWhateverHappens() {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SendPolicy sending = new SendPolicy(
                    1, Pace.NONE, random.nextBoolean() ? Drain.FAIR : Drain.BEFORE_NEW, random.nextInt(2) * 2.0);
            OutboundQueue queue = queue(sending, new QueueLimit(-1, WhenFull.DROP_OLDEST));
            Map<String, Integer> sent = new HashMap<>();
            Map<String, Integer> taken = new HashMap<>();
            List<InFlightMessage> inFlight = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                switch (random.nextInt(7)) {
                    case 0, 1, 2 -> {
                        String topic = "t/" + random.nextInt(5);
                        add(queue, topic, String.valueOf(sent.merge(topic, 1, Integer::sum)));
                    }
                    case 3, 4 -> {
                        boolean backlogToo = random.nextInt(4) > 0;
                        queue.next((bytes, backlog) -> backlogToo || !backlog).ifPresent(inFlight::add);
                    }
                    case 5 -> now = now.plus(Duration.ofMillis(random.nextInt(800)));
                    default -> end(queue, inFlight, taken, random.nextInt(1 + inFlight.size()), seed);
                }
            }
            queue.next().ifPresent(inFlight::add);
            end(queue, inFlight, taken, inFlight.size(), seed);
            for (Optional<InFlightMessage> next = queue.next(); next.isPresent(); next = queue.next()) {
                inFlight.add(next.get());
            }
            end(queue, inFlight, taken, inFlight.size(), seed);
            assertEquals(sent, taken, "seed " + seed);
        }
    }

    /** The first of them are acknowledged; the connection breaks, and comes again. */
    private static void end(
            OutboundQueue queue,
            List<InFlightMessage> inFlight,
            Map<String, Integer> taken,
            int acknowledged,
            long seed) {
        for (InFlightMessage entry : inFlight.subList(0, acknowledged)) {
            String topic = entry.outbound().message().topic().value();
            int number = Integer.parseInt(QueueFixture.text(entry.outbound()));
            assertEquals(taken.getOrDefault(topic, 0) + 1, number, "of " + topic + ", seed " + seed);
            taken.put(topic, number);
            queue.acknowledged(entry.position());
        }
        inFlight.clear();
        queue.rewind();
        queue.online();
    }
}
