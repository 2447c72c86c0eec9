package io.aromabridge.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When a row is good enough. */
class BarTest {
    private static final Run MOSQUITTO = Results.run(BenchTarget.MOSQUITTO, 1000, 1);

    private static String mark(String row, Run... runs) {
        return Bar.of(Results.of(row, runs)).mark();
    }

    @Test
    void theDeepRowDemandsNineTenthsOfMosquitto() {
        assertEquals("✔", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 901, 1), MOSQUITTO));
        assertEquals("✘", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 890, 1), MOSQUITTO));
    }

    @Test
    void theDeepRowDemandsThatNothingStalls() {
        assertEquals("✔", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 2000, 1, 1000, 1000), MOSQUITTO));
        assertEquals("✘", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 2000, 1, 1001, 1000), MOSQUITTO));
    }

    @Test
    void aLossIsNeverGoodEnough() {
        Run lossy = Results.run(BenchTarget.OURS, 2000, 1, 20, 999);
        assertEquals("✘", mark("qos1-10-deep", lossy, MOSQUITTO));
        assertEquals("✘", mark("qos0-1", lossy, MOSQUITTO));
    }

    @Test
    void aLossInTheWarmUpCountsToo() {
        Run lossy = Results.warmUp(Results.run(BenchTarget.OURS, 2000, 1, 20, 999));
        assertEquals("✘", mark("qos0-1", lossy, Results.run(BenchTarget.OURS, 2000, 1), MOSQUITTO));
    }

    @Test
    void otherRowsDemandOnlyThatNothingIsLost() {
        assertEquals("✔", mark("qos0-1", Results.run(BenchTarget.OURS, 1, 1), MOSQUITTO));
        assertEquals("✔", mark("qos1-paced", Results.run(BenchTarget.OURS, 1, 99), MOSQUITTO));
    }

    @Test
    void aPacedRowMayDemandThatItIsNoLaterThanMosquitto() {
        assertEquals("✔", mark("bridged-paced", Results.run(BenchTarget.OURS, 2000, 1), MOSQUITTO));
        assertEquals("✘", mark("bridged-paced", Results.run(BenchTarget.OURS, 2000, 1.1), MOSQUITTO));
        assertEquals("✘", mark("bridged-paced", Results.run(BenchTarget.OURS, 2000, 0.5, 1001, 1000), MOSQUITTO));
    }

    @Test
    void withoutMosquittoARatioCannotBeTold() {
        assertEquals("–", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 2000, 1)));
        assertEquals("✘", mark("qos1-10-deep", Results.run(BenchTarget.OURS, 2000, 1, 20, 999)));
        assertEquals("✔", mark("qos0-1", Results.run(BenchTarget.OURS, 2000, 1)));
    }

    @Test
    void whatMosquittoLosesIsNotOurs() {
        Run lossy = Results.run(BenchTarget.MOSQUITTO, 1000, 1, 20, 1);
        assertEquals("✔", mark("qos0-1", Results.run(BenchTarget.OURS, 1000, 1), lossy));
    }
}
