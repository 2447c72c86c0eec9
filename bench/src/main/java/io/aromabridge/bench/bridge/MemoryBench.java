package io.aromabridge.bench.bridge;

import io.aromabridge.bench.compare.Generator;
import io.aromabridge.bench.compare.Rig;
import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.load.Way;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.Cost;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.core.AromaException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Memory of broker and bridge in one JVM, a while after some messages: with several flags for the JVM, side by side. */
public final class MemoryBench {
    /** The JVM's flags of each row, in the table's order. */
    public static final Map<String, List<String>> ROWS = rows();

    /** One row's process, and what went through it. */
    private record Ours(String row, JavaChild child, LoadResult load) {}

    /** So long after the last message it is looked at. */
    static final int LATER_SECONDS = 60;

    private static final int WINDOW = 100;
    private static final int STALL_MILLIS = 10_000;
    private static final int LIMIT_MILLIS = 600_000;

    private final int messages;
    private final PrintStream talk;
    private final Children children;

    /**
     * Nothing is started yet.
     *
     * @param messages that go through each
     * @param talk gets a line for each measurement
     */
    public MemoryBench(int messages, PrintStream talk, Children children) {
        this.messages = messages;
        this.talk = talk;
        this.children = children;
    }

    private static Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        rows.put("plain", List.of());
        rows.put("demo", List.of("-XX:TieredStopAtLevel=1"));
        rows.put("small", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        return rows;
    }

    /** Measures these rows, all of a round at the same time. */
    public List<MemoryResult> run(List<String> rows, int runs) throws AromaException, InterruptedException {
        List<MemoryResult> results = new ArrayList<>();
        for (int round = 1; round <= runs; round++) {
            for (MemoryResult result : round(rows)) {
                talk.println(result.row() + " · run " + round + " of " + runs + " · " + result.rssKib() / 1024
                        + " MiB, at most " + result.peakKib() / 1024 + " MiB");
                results.add(result);
            }
        }
        return results;
    }

    private List<MemoryResult> round(List<String> rows) throws AromaException, InterruptedException {
        Remote remote = Remote.start(RemoteKind.MOSQUITTO, children);
        try (Generator generator = Generator.start(children)) {
            List<Ours> all = new ArrayList<>();
            for (String row : rows) {
                JavaChild child = BridgeBench.ours(
                        remote, ClientLibrary.NETTY, "bench-" + row, ROWS.getOrDefault(row, List.of()), children);
                Way way = Way.between(Integer.parseInt(child.next(Rig.START)), remote.plainPort());
                Load load = new Load(all.size(), way, 1, 1, WINDOW, messages, 0, STALL_MILLIS, LIMIT_MILLIS);
                all.add(new Ours(row, child, generator.run(load)));
            }
            boolean unused = new CountDownLatch(1).await(LATER_SECONDS, TimeUnit.SECONDS);
            List<MemoryResult> results = all.stream()
                    .map(each -> MemoryResult.of(each.row, each.load, Cost.of(each.child.handle())))
                    .toList();
            all.forEach(each -> each.child.close());
            return results;
        } finally {
            remote.process().close();
        }
    }
}
