package io.aromabridge.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables as they are printed. */
class ReportTest {
    private static final Machine MACHINE = new Machine("Processor", 2, "Linux 6", "JVM 17", 0.5, "mosquitto version 2");

    private static String markdown(RowResult... rows) {
        return new Report(List.of("## title", "how"), MACHINE, 3, 1000, List.of(rows)).markdown();
    }

    private static void assertLine(String line, String page) {
        assertTrue(List.of(page.split("\n", -1)).contains(line), () -> "missing: " + line + "\n" + page);
    }

    @Test
    void throughputStandsBesideItsRatioAndBar() {
        String page = markdown(Results.of(
                "qos1-10-deep",
                Results.run(BenchTarget.OURS, 50_000, 5),
                Results.run(BenchTarget.OURS, 60_000, 5),
                Results.run(BenchTarget.OURS, 70_000, 5),
                Results.run(BenchTarget.MOSQUITTO, 62_500, 5),
                Results.run(BenchTarget.ALONE, 1_000_000, 1)));
        assertLine(
                "| QoS 1, 10 → 1, 20 000 outstanding each | 60.0 k/s [50.0–70.0] | 62.5 k/s [62.5–62.5] | 0.96×"
                        + " | no loss, no stall, ≥ 0.9× | ✔ |",
                page);
        assertLine("| QoS 1, 10 → 1, 20 000 outstanding each | 1000.0 k/s [1000.0–1000.0] | 16× | ✔ |", page);
        assertLine(
                "| QoS 1, 10 → 1, 20 000 outstanding each | ours | 0.05 s | 50.0 µs | 0.03 s | 0.01 s | 100 MiB | 150 MiB | 7 |",
                page);
        assertLine(
                "| QoS 1, 10 → 1, 20 000 outstanding each | ours | 3000 | 3000 | 3000 | 3000 | 0 | 0 | 0 | 20.00 ms |",
                page);
    }

    @Test
    void latencyHasTwoLines() {
        String page = markdown(Results.of(
                "qos1-paced",
                Results.run(BenchTarget.OURS, 2000, 0.4),
                Results.run(BenchTarget.MOSQUITTO, 2000, 0.5),
                Results.run(BenchTarget.ALONE, 2000, 0.1)));
        assertLine("| QoS 1, 1 → 1, 2000/s: p50 | 0.20 ms [0.20–0.20] | 0.25 ms [0.25–0.25] |  |  |  |", page);
        assertLine(
                "| QoS 1, 1 → 1, 2000/s: p99 | 0.40 ms [0.40–0.40] | 0.50 ms [0.50–0.50] | 0.80× | no loss | ✔ |",
                page);
        assertLine("| QoS 1, 1 → 1, 2000/s: p99 | 0.10 ms [0.10–0.10] | 4.00× | ✔ |", page);
    }

    @Test
    void aGeneratorWithoutHeadroomIsSaidLoudly() {
        String page = markdown(Results.of(
                "qos0-1", Results.run(BenchTarget.OURS, 100_000, 1), Results.run(BenchTarget.ALONE, 199_000, 1)));
        assertLine("| QoS 0, 1 → 1 | 199.0 k/s [199.0–199.0] | 1.99× | ✘ |", page);
        assertTrue(page.contains("**QoS 0, 1 → 1: the generator alone does less than twice as well"), page);
        assertFalse(markdown(Results.of(
                        "qos0-1",
                        Results.run(BenchTarget.OURS, 100_000, 1),
                        Results.run(BenchTarget.ALONE, 200_000, 1)))
                .contains("**"));
    }

    @Test
    void aLossStandsOut() {
        String page = markdown(Results.of("qos1-1", Results.run(BenchTarget.OURS, 1000, 1, 20, 990)));
        assertLine("| QoS 1, 1 → 1 | 1000/s [1000–1000], **with losses** | no loss | ✘ |", page);
        assertLine("| QoS 1, 1 → 1 | ours | 1000 | 1000 | 1000 | 990 | **10** | 0 | 0 | 20.00 ms |", page);
        assertEquals(
                "ours lost 10 of 1000 messages (1000 sent, 1000 acknowledged, 990 received); given up: nothing moved"
                        + " for 10000 ms",
                Figures.trouble(Results.run(BenchTarget.OURS, 1000, 1, 20, 990)));
    }

    @Test
    void withoutPeersThereAreNoColumnsForThem() {
        String page = markdown(Results.of("qos0-1", Results.run(BenchTarget.OURS, 1000, 1)));
        assertLine("| row | ours | bar | met |", page);
        assertLine("| QoS 0, 1 → 1 | 1000/s [1000–1000] | no loss | ✔ |", page);
        assertLine("| QoS 0, 1 → 1 | ours | 1000 | 1000 | – | 1000 | 0 | 0 | 0 | 20.00 ms |", page);
    }

    @Test
    void eachPeerHasAColumnAndARatio() {
        String page = markdown(Results.of(
                "qos0-1",
                Results.run(BenchTarget.OURS, 4000, 1),
                Results.run(BenchTarget.PAHO, 1000, 1),
                Results.run(BenchTarget.MOSQUITTO, 2000, 1)));
        assertLine(
                "| row | ours | ours, client paho | mosquitto | ours ÷ ours, client paho | ours ÷ mosquitto | bar | met |",
                page);
        assertLine(
                "| QoS 0, 1 → 1 | 4000/s [4000–4000] | 1000/s [1000–1000] | 2000/s [2000–2000] | 4.00× | 2.00×"
                        + " | no loss | ✔ |",
                page);
    }

    @Test
    void theHeadingSaysOnWhatAndHow() {
        String page = markdown();
        assertLine("2 × Processor, Linux 6, JVM 17, mosquitto version 2, load average before: 0.5.", page);
        assertTrue(page.startsWith("## title\n\n2 × "), page);
        assertLine("how", page);
    }
}
