package io.aromabridge.bench.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.compare.Figures;
import io.aromabridge.bench.compare.Rig;
import io.aromabridge.bench.compare.Spread;
import io.aromabridge.bench.peer.ConnectMain;
import io.aromabridge.bench.peer.ConnectTimes;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.core.AromaException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the bridge's clients take to connect to the remote, and how many threads they have. */
public final class ConnectBench {
    private ConnectBench() {}

    /** So many processes of each client, in turn. */
    public static Map<ClientLibrary, List<ConnectTimes>> run(
            RemoteKind kind, int runs, Children children, PrintStream talk)
            throws AromaException, InterruptedException {
        Map<ClientLibrary, List<ConnectTimes>> all = new EnumMap<>(ClientLibrary.class);
        Remote remote = Remote.start(kind, children);
        try {
            for (int run = 1; run <= runs; run++) {
                for (ClientLibrary library : ClientLibrary.values()) {
                    ConnectTimes times = times(remote, library, children);
                    talk.println("connect · run " + run + " of " + runs + " · " + word(library) + " · first "
                            + Figures.millis(times.firstMillis()) + " · later "
                            + Figures.millis(Spread.of(times.laterMillis())));
                    all.computeIfAbsent(library, unused -> new ArrayList<>()).add(times);
                }
            }
        } finally {
            remote.process().close();
        }
        return all;
    }

    private static ConnectTimes times(Remote remote, ClientLibrary library, Children children)
            throws AromaException, InterruptedException {
        JavaChild child = children.java(
                "a connecting client",
                ConnectMain.class,
                List.of(),
                Integer.toString(remote.tlsPort()),
                remote.things().toString(),
                library.name());
        try (child) {
            return new ObjectMapper().readValue(child.next(Rig.START.multipliedBy(2)), ConnectTimes.class);
        } catch (JsonProcessingException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED, "a connecting client's answer is not JSON: " + e.getMessage(), e);
        }
    }

    private static String word(ClientLibrary library) {
        return library.name().toLowerCase(Locale.ROOT);
    }

    /** As a table in Markdown. */
    public static String markdown(Map<ClientLibrary, List<ConnectTimes>> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| client | first connect of a JVM | median of 10 more | threads of 10 connections |");
        lines.add("| --- | --- | --- | --- |");
        results.forEach((library, times) -> lines.add("| "
                + String.join(
                        " | ",
                        word(library),
                        Figures.millis(Spread.of(
                                times.stream().map(ConnectTimes::firstMillis).toList())),
                        Figures.millis(Spread.of(times.stream()
                                .map(each -> Spread.of(each.laterMillis()).median())
                                .toList())),
                        String.format(
                                Locale.ROOT,
                                "%.0f",
                                Spread.of(times.stream()
                                                .map(each -> (double) each.threadsOfTen())
                                                .toList())
                                        .median()))
                + " |"));
        return "\n" + String.join("\n", lines) + "\n";
    }
}
