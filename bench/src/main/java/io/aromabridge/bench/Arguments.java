package io.aromabridge.bench;

import io.aromabridge.bench.bridge.RemoteKind;
import io.aromabridge.broker.store.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line.
 *
 * @param runs of each row
 * @param messages of each warm-up and run
 * @param rows names, in the table's order
 * @param json where all single runs go
 * @param sessions how our broker keeps the subscriber's session; empty for a clean one
 * @param remote what the bridges send to
 */
record Arguments(
        Benchmark benchmark,
        boolean help,
        int runs,
        int messages,
        List<String> rows,
        Optional<Path> json,
        boolean withoutMosquitto,
        Optional<Sync> sessions,
        RemoteKind remote) {
    static final String HELP =
            """
            Usage: java -jar benchmarks.jar BENCHMARK [OPTION…]
            Measures ours side by side with mosquitto, each in a process of its own, on 127.0.0.1. Progress goes to
            stderr, tables in Markdown to stdout.

            %BENCHMARKS%
              --runs N              runs of each row, 1 to 20 (default 3)
              --messages N          messages of each warm-up and run, 1000 to 10000000 (default 300000, memory 10000);
                                    a paced row runs with a fifteenth, a queue's row with 1 outstanding likewise
              --only ROW            this row alone; may be repeated
              --json FILE           writes every single run there as well
              --without-mosquitto   local: measures ours alone, without its peers
              --remote PROGRAM      bridge: what the bridges send to, stand-in (default) or mosquitto
              --sessions SYNC       local: with a persistent session, which ours writes down, and syncs to the disk
                                    before it acknowledges (always) or every few megabytes (never)
              --help                prints this

            Exit codes: 0 done, bars met or not · 1 messages were lost (but for Moquette), or a process failed · 2 usage, or there is
            no mosquitto · 130 interrupted
            """
                    .replace("%BENCHMARKS%\n", Benchmark.help() + "\n");

    /** Whether this row is wanted. */
    boolean wants(String row) {
        return rows.contains(row);
    }

    static Arguments parse(List<String> line) throws UsageException {
        Iterator<String> rest = line.iterator();
        String command = rest.hasNext() ? rest.next() : "--help";
        boolean help = command.equals("--help");
        Benchmark benchmark = help
                ? Benchmark.LOCAL
                : Benchmark.of(command)
                        .orElseThrow(() -> new UsageException(
                                "'" + command + "' is no benchmark; there are: " + Benchmark.words()));
        Given given = new Given(benchmark, help);
        while (rest.hasNext()) {
            given.take(rest.next(), rest);
        }
        return given.arguments();
    }

    /** The options until now. */
    private static final class Given {
        private final Benchmark benchmark;
        private final List<String> only = new ArrayList<>();
        private boolean help;
        private boolean withoutMosquitto;
        private int runs = 3;
        private int messages;
        private Optional<Path> json = Optional.empty();
        private Optional<Sync> sessions = Optional.empty();
        private Optional<RemoteKind> remote = Optional.empty();

        Given(Benchmark benchmark, boolean help) {
            this.benchmark = benchmark;
            this.help = help;
            this.messages = benchmark.messages;
        }

        void take(String option, Iterator<String> rest) throws UsageException {
            switch (option) {
                case "--help" -> help = true;
                case "--without-mosquitto" -> withoutMosquitto = true;
                case "--runs" -> runs = number(option, rest, 1, 20);
                case "--messages" -> messages = number(option, rest, 1000, 10_000_000);
                case "--only" -> only.add(row(benchmark, value(option, rest)));
                case "--sessions" -> sessions = Optional.of(sync(value(option, rest)));
                case "--remote" -> remote = Optional.of(remote(value(option, rest)));
                case "--json" -> json = Optional.of(file(value(option, rest)));
                default -> throw new UsageException("'" + option + "' is no option; see --help");
            }
        }

        Arguments arguments() throws UsageException {
            if (withoutMosquitto && benchmark.needs != Benchmark.Needs.COMPARES) {
                throw new UsageException("--without-mosquitto: only local can do without");
            }
            if (sessions.isPresent() && benchmark != Benchmark.LOCAL) {
                throw new UsageException("--sessions: only local measures them");
            }
            if (remote.isPresent() && benchmark != Benchmark.BRIDGE) {
                throw new UsageException("--remote: only bridge has one");
            }
            List<String> rows = benchmark.rows().stream()
                    .filter(row -> only.isEmpty() || only.contains(row))
                    .toList();
            return new Arguments(
                    benchmark,
                    help,
                    runs,
                    messages,
                    rows,
                    json,
                    withoutMosquitto,
                    sessions,
                    remote.orElse(RemoteKind.STAND_IN));
        }
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value; see --help");
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest, int min, int max) throws UsageException {
        String text = value(option, rest);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " " + text + ": it must be a whole number from " + min + " to " + max);
        }
        throw new UsageException(option + " " + text + ": it must be " + min + " to " + max);
    }

    private static Sync sync(String text) throws UsageException {
        return switch (text) {
            case "never" -> Sync.NEVER;
            case "always" -> Sync.ALWAYS;
            default -> throw new UsageException("--sessions " + text + ": it must be never or always");
        };
    }

    private static RemoteKind remote(String text) throws UsageException {
        return Stream.of(RemoteKind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("--remote " + text + ": it must be stand-in or mosquitto"));
    }

    private static String row(Benchmark benchmark, String name) throws UsageException {
        if (!benchmark.rows().contains(name)) {
            throw new UsageException(
                    "--only " + name + ": there is no such row; there are " + String.join(", ", benchmark.rows()));
        }
        return name;
    }

    private static Path file(String name) throws UsageException {
        Path file = Path.of(name).toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isDirectory(file.resolveSibling("."))) {
            throw new UsageException("--json " + name + ": it must be a file in a folder that exists");
        }
        return file;
    }
}
