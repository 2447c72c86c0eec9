package io.aromabridge.bench;

import io.aromabridge.bench.bridge.BridgeBench;
import io.aromabridge.bench.bridge.MemoryBench;
import io.aromabridge.bench.compare.Row;
import io.aromabridge.bench.local.LocalBench;
import io.aromabridge.bench.queue.QueueBench;
import io.aromabridge.bench.queue.QueueRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to measure. */
enum Benchmark {
    /** The local broker. */
    LOCAL(300_000, Needs.COMPARES, "the local broker beside mosquitto and stock Moquette; seven minutes"),
    /** Broker and bridge. */
    BRIDGE(
            300_000,
            Needs.MOSQUITTO,
            "broker and bridge beside mosquitto and its own bridge, over mutual TLS; seven minutes"),
    /** Memory of broker and bridge. */
    MEMORY(10_000, Needs.MOSQUITTO, "memory of broker and bridge, a minute after the messages; four minutes"),
    /** The bridge's durable queue. */
    QUEUE(300_000, Needs.NOTHING, "the bridge's durable queue, alone; two minutes"),
    /** One command for many shooters. */
    FANOUT(1000, Needs.NOTHING, "one command for a thousand shooters, or as --messages says; half a minute");

    /** What a benchmark has to have besides us. */
    enum Needs {
        /** Nothing. */
        NOTHING,
        /** mosquitto, unless it is left out. */
        COMPARES,
        /** mosquitto, always. */
        MOSQUITTO
    }

    /** Of each warm-up and run, if the command line does not say. */
    final int messages;

    final Needs needs;
    private final String text;

    Benchmark(int messages, Needs needs, String text) {
        this.messages = messages;
        this.needs = needs;
        this.text = text;
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(Row::name).toList();
    }

    /** On the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its rows, in the table's order. */
    List<String> rows() {
        return switch (this) {
            case LOCAL -> names(LocalBench.ROWS);
            case BRIDGE -> names(BridgeBench.ROWS);
            case MEMORY -> List.copyOf(MemoryBench.ROWS.keySet());
            case QUEUE -> QueueBench.ROWS.stream().map(QueueRow::name).toList();
            case FANOUT -> List.of(word());
        };
    }

    static Optional<Benchmark> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String words() {
        return Stream.of(values()).map(Benchmark::word).collect(Collectors.joining(", "));
    }

    /** A few lines on each, indented. */
    static String help() {
        return Stream.of(values())
                .map(each -> "  " + each.word() + " ".repeat(8 - each.word().length()) + each.text
                        + "\n          rows: " + String.join(" ", each.rows()) + "\n")
                .collect(Collectors.joining());
    }
}
