package io.aromabridge.bridge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.bridge.log.SyncMode;
import io.aromabridge.bridge.pace.Drain;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.bridge.queue.DurableQueue.Reading;
import io.aromabridge.bridge.queue.FakeDisk.Crash;
import io.aromabridge.bridge.queue.OutboundQueue.InFlightMessage;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One queue that is used at random, ends at random points, and is opened again, each time compared with the promises. */
final class CrashRun {
    /** How it ends. */
    enum End {
        KILL,
        POWER_LOSS,
        /** Now so, now so. */
        EITHER
    }

    private static final int LIVES = 3;
    private static final int MOST_UNSYNCED = 100;
    private static final Duration INTERVAL = Duration.ofMillis(5);

    /** What is known of a message; its number is its place in the list. */
    private static final class Known {
        Optional<Instant> promised = Optional.empty();
        boolean handed;
        boolean acknowledged;
        /** It was given up or refused, or has not been there at the last start: it may never be seen again. */
        boolean over;
    }

    private final long seed;
    private final SplittableRandom random;
    private final FakeDisk disk;
    private final SyncMode sync;
    private final End ends;
    /** The last one. */
    private End end = End.KILL;

    private final Durable settings;
    private final int window;
    private final boolean faulty;
    private final SendPolicy sending;
    /** Most lives are short, some have many files. */
    private final int length;

    private final List<Known> known = new ArrayList<>();
    private final List<InFlightMessage> inFlight = new ArrayList<>();
    private ManualThread thread = new ManualThread(Instant.EPOCH);
    private Optional<DurableQueue> queue = Optional.empty();
    /** Their chance is their own, so that seeds stay what they were. */
    final ComingLinks links;

    int survived;
    int sentTwice;
    int lost;

    CrashRun(long seed, SyncMode sync, End ends) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.links = new ComingLinks(new SplittableRandom(~seed));
        this.disk = new FakeDisk(random.split());
        this.sync = sync;
        this.ends = ends;
        this.window = 1 + random.nextInt(5);
        this.length = random.nextInt(8) == 0 ? 10 : 1;
        this.faulty = random.nextInt(4) == 0;
        this.sending = random.nextBoolean() ? SendPolicy.IN_ORDER : SendPolicy.DEFAULT;
        WhenFull whenFull = List.of(WhenFull.values()).get(random.nextInt(WhenFull.values().length));
        int size = random.nextBoolean() ? -1 : 1 + random.nextInt(8);
        int bytes = random.nextInt(4) == 0 ? 600 : -1;
        this.settings =
                new Durable(Path.of("fake"), sync, new QueueLimit(size, bytes, whenFull), 1024 + random.nextInt(1024));
    }

    void run() throws IOException {
        for (int life = 0; life < LIVES; life++) {
            try {
                disk.crashAfter(random.nextInt(40) * length);
                queue = Optional.empty();
                DurableQueue opened = open(window);
                queue = Optional.of(opened);
                use(opened);
            } catch (Crash crash) {
                // This is what it is about.
                survived++;
            }
            Instant crashed = thread.instant();
            end = ends == End.EITHER ? List.of(End.KILL, End.POWER_LOSS).get(random.nextInt(2)) : ends;
            start();
            while (random.nextInt(3) == 0) {
                crashWhileOpening();
            }
            compare(crashed);
        }
    }

    private void start() {
        if (end == End.KILL) {
            disk.afterKill();
        } else {
            disk.afterPowerLoss();
        }
        disk.capacity = Long.MAX_VALUE;
        disk.syncsToFail = 0;
        inFlight.clear();
    }

    private void crashWhileOpening() throws IOException {
        try {
            disk.crashAfter(random.nextInt(6));
            DurableQueue unused = open(window);
            disk.afterKill();
        } catch (Crash crash) {
            start();
        }
    }

    private DurableQueue open(int places) throws IOException {
        thread = new ManualThread(thread.instant(), random.split());
        return DurableQueue.open(
                disk,
                settings,
                new Reading(places, sending),
                new DropsOnly((outbound, reason) -> known.get(number(outbound)).over = true),
                thread);
    }

    private void use(DurableQueue opened) {
        links.begin(opened, thread);
        int steps = random.nextInt(150) * length;
        for (int i = 0; i < steps; i++) {
            links.goOn(opened, thread);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> append(opened);
                case 3 -> thread.run();
                case 4 -> thread.advance(Duration.ofMillis(random.nextInt(30) == 0 ? 10_000 : 1 + random.nextInt(4)));
                case 5 -> read(opened);
                case 6 -> acknowledge(opened);
                default -> disturb(opened);
            }
        }
        if (random.nextInt(5) == 0) {
            opened.close();
        }
    }

    private void append(DurableQueue opened) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            Known one = new Known();
            Message message = Message.of(
                    "topic/" + (random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(2)),
                    known.size() + " " + "x".repeat(random.nextInt(100)),
                    QoS.AT_LEAST_ONCE);
            known.add(one);
            ManualThread now = thread;
            var unused = opened.append(new QueuedMessage(message, message)).whenComplete((done, failure) -> {
                if (failure != null) {
                    one.over = true;
                } else {
                    one.promised = Optional.of(now.instant());
                }
            });
        }
    }

    private void read(DurableQueue opened) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            Optional<InFlightMessage> next = opened.next();
            next.ifPresent(entry -> {
                known.get(number(entry.outbound())).handed = true;
                inFlight.add(entry);
            });
        }
    }

    private void acknowledge(DurableQueue opened) {
        for (int i = random.nextInt(3); i >= 0 && !inFlight.isEmpty(); i--) {
            InFlightMessage entry = inFlight.remove(random.nextInt(inFlight.size()));
            known.get(number(entry.outbound())).acknowledged = true;
            opened.acknowledged(entry.position());
        }
    }

    private void disturb(DurableQueue opened) {
        if (random.nextInt(3) == 0) {
            opened.rewind();
            opened.online();
            if (sending.drain() == Drain.FAIR) {
                // They count for this break; others may overtake them until the next.
                inFlight.forEach(entry -> known.get(number(entry.outbound())).handed = false);
            }
            inFlight.clear();
        } else if (faulty && random.nextBoolean()) {
            disk.capacity = disk.capacity == Long.MAX_VALUE ? random.nextInt(6000) : Long.MAX_VALUE;
        } else if (faulty && ends != End.EITHER) {
            // A process that is killed after that leaves what is readable, and never gets to the disk: no other can
            // know.
            disk.syncsToFail = 1 + random.nextInt(3);
        }
    }

    private static int number(QueuedMessage outbound) {
        String text = outbound.message().payload().text();
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    private void compare(Instant crashed) throws IOException {
        List<Integer> left = contents();
        assertEquals(left.stream().sorted().distinct().toList(), left, at("order"));
        Set<Integer> there = new HashSet<>(left);
        boolean exact = end == End.KILL || sync == SyncMode.ALWAYS;
        long again = left.stream().filter(n -> known.get(n).handed).count();
        sentTwice += (int) again;
        List<Integer> missing = numbers(one -> one.promised.isPresent() && !one.acknowledged && !one.over);
        missing.removeAll(there);
        missing.removeIf(n -> madeRoom(n, left));
        lost += missing.size();
        if (exact) {
            assertEquals(List.of(), missing, at("lost"));
        }
        if (queue.isEmpty() || queue.get().problem().isEmpty()) {
            compareBounds(missing, again, exact, crashed);
            List<Integer> back = numbers(one -> one.over);
            back.retainAll(there);
            assertTrue(!exact || back.isEmpty(), at("over, and back: " + back));
        }
        for (int n = 0; n < known.size(); n++) {
            Known one = known.get(n);
            one.over = !there.contains(n);
            one.handed = false;
            one.acknowledged = false;
            one.promised = one.promised.or(() -> Optional.of(crashed));
        }
    }

    /** It went for one that was written when the crash came, and whose sender was not answered any more. */
    private boolean madeRoom(int number, List<Integer> left) {
        return (settings.limit().whenFull() == WhenFull.DROP_OLDEST
                        || settings.limit().whenFull() == WhenFull.KEEP_LATEST_PER_TOPIC)
                && left.stream()
                        .anyMatch(n -> n > number && known.get(n).promised.isEmpty());
    }

    private List<Integer> numbers(Predicate<Known> wanted) {
        IntStream all = IntStream.range(0, known.size()).filter(n -> wanted.test(known.get(n)));
        return all.boxed().collect(Collectors.toCollection(ArrayList::new));
    }

    private void compareBounds(List<Integer> missing, long again, boolean exact, Instant crashed) {
        if (sync != SyncMode.NEVER || end == End.KILL) {
            int most = exact ? window : window + MOST_UNSYNCED;
            assertTrue(again <= most, at(again + " are sent again, in flight were at most " + most));
        }
        if (sync == SyncMode.INTERVAL && end == End.POWER_LOSS) {
            assertTrue(missing.size() < MOST_UNSYNCED, at("lost " + missing));
            for (int n : missing) {
                Instant promised = known.get(n).promised.orElseThrow();
                assertTrue(
                        !promised.isBefore(crashed.minus(INTERVAL)),
                        at(n + " was acknowledged at " + promised + ", and is lost at " + crashed));
            }
        }
    }

    /** What a queue that is opened now has to send. */
    private List<Integer> contents() throws IOException {
        DurableQueue opened = open(Integer.MAX_VALUE);
        List<Integer> all = new ArrayList<>();
        for (Optional<InFlightMessage> next = opened.next(); next.isPresent(); next = opened.next()) {
            all.add(number(next.get().outbound()));
        }
        return all;
    }

    private String at(String what) {
        return what + "; seed " + seed + ", " + sync + ", " + ends + " (" + end + "), " + settings.limit() + ", window "
                + window;
    }
}
