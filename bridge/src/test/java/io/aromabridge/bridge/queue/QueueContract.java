package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every queue does. */
abstract class QueueContract extends QueueFixture {
    @Test
    void keepsAllInOrderBelowItsLimit() {
        OutboundQueue queue = queue(20, WhenFull.DROP_NEWEST);
        fill(queue, 5);
        assertEquals(upTo(5), drain(queue));
    }

    @Test
    void keepsTheFirstWhenTheNewestGoes() {
        OutboundQueue queue = queue(3, WhenFull.DROP_NEWEST);
        fill(queue, 10);
        assertEquals(List.of(0, 1, 2), drain(queue));
        assertEquals(Map.of(DropReason.NEWEST, 7L), queue.counters().dropped());
        assertEquals(3, queue.counters().queued());
    }

    @Test
    void keepsTheLastWhenTheOldestGoes() {
        OutboundQueue queue = queue(3, WhenFull.DROP_OLDEST);
        fill(queue, 10);
        assertEquals(List.of(7, 8, 9), drain(queue));
        assertEquals(Map.of(DropReason.OLDEST, 7L), queue.counters().dropped());
        assertEquals(10, queue.counters().queued());
    }

    @Test
    void keepsAnyNumberWithoutLimit() {
        OutboundQueue queue = queue(-1, WhenFull.DROP_NEWEST);
        fill(queue, 10_000);
        assertEquals(upTo(10_000), drain(queue));
        assertEquals(Map.of(), queue.counters().dropped());
    }

    @Test
    void keepsNothingWithSizeZeroWhileTheLinkIsDown() {
        OutboundQueue queue = queue(0, WhenFull.DROP_NEWEST);
        fill(queue, 10);
        assertEquals(List.of(), drain(queue));
        queue.online();
        fill(queue, 2);
        assertEquals(List.of(0, 1), drain(queue));
        queue.rewind();
        assertEquals(List.of(), drain(queue));
        assertEquals(Map.of(DropReason.NOT_KEPT, 12L), queue.counters().dropped());
    }

    @Test
    void refusesSizesBelowMinusOne() {
        assertThrows(IllegalArgumentException.class, () -> new QueueLimit(-2, WhenFull.DROP_OLDEST));
    }

    @Test
    void neverDropsWhatIsInFlight() {
        OutboundQueue queue = queue(2, WhenFull.DROP_OLDEST);
        fill(queue, 2);
        long first = queue.next().orElseThrow().position();
        add(queue, 2);
        add(queue, 3);
        assertEquals(List.of(2, 3), drain(queue), "message 1 waited longest, message 0 was in flight");
        queue.acknowledged(first);
        assertEquals(1, queue.counters().acknowledged());
    }

    @Test
    void putsWhatIsNotAcknowledgedBackInFrontInOrder() {
        OutboundQueue queue = queue(10, WhenFull.DROP_OLDEST);
        fill(queue, 6);
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            positions.add(queue.next().orElseThrow().position());
        }
        queue.acknowledged(positions.get(2));
        queue.acknowledged(positions.get(0));
        queue.rewind();
        add(queue, 6);
        assertEquals(List.of(1, 3, 4, 5, 6), drain(queue));
        assertEquals(9, queue.counters().sent());
    }

    @Test
    void ignoresAnAcknowledgementOfWhatIsNotInFlight() {
        OutboundQueue queue = queue(10, WhenFull.DROP_OLDEST);
        fill(queue, 2);
        long first = queue.next().orElseThrow().position();
        queue.acknowledged(first + 1);
        queue.acknowledged(99);
        queue.acknowledged(first);
        queue.acknowledged(first);
        assertEquals(
                new QueueCounters(2, 1, 1, Map.of(), 1, 2, 0, Optional.of(now()), Optional.of(now())),
                queue.counters());
    }

    @Test
    void mayHoldMoreThanItsLimitAfterABreakUntilItDrains() {
        OutboundQueue queue = queue(2, WhenFull.DROP_NEWEST);
        fill(queue, 2);
        assertEquals(List.of(0, 1), drain(queue));
        add(queue, 2);
        queue.rewind();
        assertEquals(3, queue.counters().depth());
        assertEquals(List.of(0, 1, 2), drain(queue));
    }

    /** Lets one second pass. */
    private void tick() {
        pass(Duration.ofSeconds(1));
    }

    private String wait(OutboundQueue queue) {
        return queue.counters().oldest(now()).toSeconds() + " s, last acknowledged "
                + queue.counters().lastAcknowledged().map(Instant::getEpochSecond);
    }

    @Test
    void knowsHowLongTheOldestHasWaitedThroughBreaksAndAcknowledgements() {
        OutboundQueue queue = queue(10, WhenFull.DROP_OLDEST);
        assertEquals("0 s, last acknowledged Optional.empty", wait(queue));
        for (int i = 0; i < 3; i++) {
            add(queue, i);
            tick();
        }
        assertEquals("3 s, last acknowledged Optional.empty", wait(queue));
        long first = queue.next().orElseThrow().position();
        long second = queue.next().orElseThrow().position();
        queue.acknowledged(second);
        assertEquals("3 s, last acknowledged Optional[3]", wait(queue), "the first is in flight");
        queue.rewind();
        tick();
        assertEquals("4 s, last acknowledged Optional[3]", wait(queue), "the first waits again");
        drain(queue);
        queue.acknowledged(first);
        assertEquals("2 s, last acknowledged Optional[4]", wait(queue), "the third is in flight");
        queue.acknowledged(second + 1);
        assertEquals("0 s, last acknowledged Optional[4]", wait(queue), "nothing waits");
    }

    @Test
    void doesNotLookYoungWhenTheOldestGoes() {
        OutboundQueue queue = queue(2, WhenFull.DROP_OLDEST);
        for (int i = 0; i < 40; i++) {
            add(queue, i);
            tick();
        }
        assertEquals(40, queue.counters().oldest(now()).toSeconds(), "nothing moves");
        queue.acknowledged(queue.next().orElseThrow().position());
        assertEquals(1, queue.counters().oldest(now()).toSeconds(), "only message 39 is left");
    }

    @Test
    void countsFromWhatIsInFlightWhenYoungerOnesGo() {
        OutboundQueue queue = queue(1, WhenFull.DROP_OLDEST);
        add(queue, 0);
        tick();
        assertTrue(queue.next().isPresent());
        add(queue, 1);
        tick();
        add(queue, 2);
        assertEquals(2, queue.counters().oldest(now()).toSeconds());
        queue.rewind();
        add(queue, 3);
        assertEquals(
                2, queue.counters().oldest(now()).toSeconds(), "message 0 is gone, and nothing moved since it came");
    }

    @Test
    void takesNothingForOldWhenTheClockIsSetBack() {
        OutboundQueue queue = queue(1, WhenFull.DROP_OLDEST);
        add(queue, 0);
        pass(Duration.ofSeconds(-10));
        assertEquals(Duration.ZERO, queue.counters().oldest(now()));
    }

    @Test
    void reportsEachStepInOrder() {
        OutboundQueue queue = queue(1, WhenFull.DROP_NEWEST);
        fill(queue, 2);
        queue.acknowledged(queue.next().orElseThrow().position());
        assertEquals(List.of("queued 0", "dropped 1 NEWEST", "in flight 0", "forwarded 0"), steps);
    }

    @Test
    void keepsTheLatestOfEachTopicButNeverTakesOneInFlight() {
        OutboundQueue queue = queue(3, WhenFull.KEEP_LATEST_PER_TOPIC);
        append(queue, outbound("a", "a1"));
        settle();
        OutboundQueue.InFlightMessage first = queue.next().orElseThrow();
        for (String text : List.of("a2", "b1", "a3", "c1", "b2", "d1")) {
            append(queue, outbound(text.substring(0, 1), text));
            settle();
        }
        assertEquals(List.of("c1", "b2", "d1"), texts(queue), "a3 had waited longest when d1 came");
        assertEquals(
                Map.of(DropReason.SUPERSEDED, 2L, DropReason.OLDEST, 1L),
                queue.counters().dropped());
        queue.acknowledged(first.position());
        assertEquals(1, queue.counters().acknowledged());
    }

    @Test
    void keepsNoMoreBytesThanItsLimit() {
        OutboundQueue queue = queue(new QueueLimit(-1, 20, WhenFull.DROP_OLDEST));
        for (String text : List.of("123456789", "abcdefghi", "x", "", "123456789 123456789 123456789")) {
            append(queue, outbound("t", text));
            settle();
        }
        assertEquals(13, queue.counters().bytes());
        assertEquals(List.of("abcdefghi", "x", ""), texts(queue), "the last is larger than the limit");
    }

    @Test
    void givesUpWhatIsTooOldWhenItsTurnComes() {
        OutboundQueue queue = queue(10, WhenFull.DROP_OLDEST);
        for (int seconds = 1; seconds <= 3; seconds++) {
            Message message = Message.of("t", "for " + seconds, QoS.AT_LEAST_ONCE);
            append(queue, new QueuedMessage(message, message, Optional.of(Duration.ofSeconds(seconds))));
        }
        append(queue, outbound("t", "for ever"));
        settle();
        pass(Duration.ofSeconds(2));
        assertEquals(4, queue.counters().depth(), "its turn has not come");
        assertEquals(List.of("for 3", "for ever"), texts(queue));
        assertEquals(Map.of(DropReason.EXPIRED, 2L), queue.counters().dropped());
    }
}
