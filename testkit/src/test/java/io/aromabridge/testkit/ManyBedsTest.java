package io.aromabridge.testkit;

import static io.aromabridge.testkit.Shots.shoot;
import static io.aromabridge.testkit.assertion.TestbedAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several beds in one JVM. */
@Execution(ExecutionMode.CONCURRENT)
class ManyBedsTest {
    @Test
    void oneAfterTheOther() {
        for (int i = 0; i < 2; i++) {
            try (Testbed bed = Testbed.start("ASN2A00001")) {
                OutageTest.Outage.passesOver(bed);
            }
        }
    }

    @Test
    void besideEachOther() throws Exception {
        inParallel(4, 4);
    }

    /** Lets so many beds pass over an outage, so many at a time. */
    static void inParallel(int beds, int atATime) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < beds; i++) {
                running.add(threads.submit(() -> {
                    Testbed bed = Testbed.start("ASN2A00001");
                    try (bed) {
                        OutageTest.Outage.passesOver(bed);
                    }
                    bed.closed().toCompletableFuture().join();
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofOneSeedMakeTheSameChoices() {
        try (Testbed one = Testbed.builder().seed(7).start();
                Testbed other = Testbed.builder().seed(7).start();
                Testbed different = Testbed.builder().seed(8).start()) {
            assertEquals(one.local().password(), other.local().password());
            assertNotEquals(one.local().password(), different.local().password());
        }
    }

    @Test
    void doNotHearEachOther() {
        try (Testbed one = Testbed.start("ASN2A00001");
                Testbed other = Testbed.start("ASN2A00001")) {
            Sent rose = one.cloud().send(one.shooter("ASN2A00001"), shoot(1));

            assertThat(one.shooter("ASN2A00001")).received(rose).exactlyOnce().within(ofSeconds(5));
            assertEquals(List.of(), other.shooter("ASN2A00001").deliveries());
        }
    }

    @Test
    void leaveNoThreadBehind() throws Exception {
        Testbed bed = Testbed.start("ASN2A00001");
        bed.bridge().awaitOnline();
        bed.close();
        bed.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);

        Threads.awaitNone(bed);
    }

    @Test
    void leaveNoThreadBehindEitherIfTheyCloseAtOnce() throws Exception {
        Testbed bed = Testbed.start("ASN2A00001");
        bed.close();
        bed.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);

        Threads.awaitNone(bed);
    }
}
