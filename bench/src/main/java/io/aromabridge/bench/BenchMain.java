package io.aromabridge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.Benchmark.Needs;
import io.aromabridge.bench.bridge.BridgeBench;
import io.aromabridge.bench.bridge.ConnectBench;
import io.aromabridge.bench.bridge.MemoryBench;
import io.aromabridge.bench.bridge.MemoryReport;
import io.aromabridge.bench.compare.Comparison;
import io.aromabridge.bench.compare.Machine;
import io.aromabridge.bench.compare.Report;
import io.aromabridge.bench.compare.Row;
import io.aromabridge.bench.compare.RowResult;
import io.aromabridge.bench.fanout.FanOutBench;
import io.aromabridge.bench.fanout.FanOutReport;
import io.aromabridge.bench.local.LocalBench;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.queue.QueueBench;
import io.aromabridge.bench.queue.QueueReport;
import io.aromabridge.bench.queue.QueueRow;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.Mosquitto;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line: which benchmark, and where its results go. */
public final class BenchMain {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String NO_MOSQUITTO =
            "there is no mosquitto on this machine to compare with: install it (Debian and Ubuntu:"
                    + " apt install mosquitto), or measure ours alone with --without-mosquitto";

    private static final String MOSQUITTO_NEEDED =
            "there is no mosquitto on this machine to send to: install it (Debian and Ubuntu: apt install mosquitto)";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean mosquittoInstalled;

    /**
     * For one command line.
     *
     * @param mosquittoInstalled whether there is a mosquitto to compare with
     */
    BenchMain(PrintStream out, PrintStream err, boolean mosquittoInstalled) {
        this.out = out;
        this.err = err;
        this.mosquittoInstalled = mosquittoInstalled;
    }

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        BenchMain main = new BenchMain(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Mosquitto.find().isPresent());
        System.exit(main.run(List.of(arguments)));
    }

    /** Runs it, and has the exit code. */
    int run(List<String> line) throws InterruptedException {
        try (Children children = new Children()) {
            Arguments arguments = Arguments.parse(line);
            if (arguments.help()) {
                out.print(Arguments.HELP);
                return DONE;
            }
            return measure(arguments, mosquitto(arguments), children);
        } catch (UsageException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (AromaException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /** Whether it takes part; it does not where it is not needed, or left out. */
    private boolean mosquitto(Arguments arguments) throws UsageException {
        Needs needs = arguments.benchmark().needs;
        if (needs == Needs.NOTHING || arguments.withoutMosquitto()) {
            return false;
        }
        if (!mosquittoInstalled) {
            throw new UsageException(needs == Needs.MOSQUITTO ? MOSQUITTO_NEEDED : NO_MOSQUITTO);
        }
        return true;
    }

    private int measure(Arguments arguments, boolean mosquitto, Children children)
            throws AromaException, InterruptedException {
        return switch (arguments.benchmark()) {
            case LOCAL ->
                compare(
                        arguments,
                        LocalBench.HEADING,
                        LocalBench.ROWS,
                        () -> LocalBench.rig(mosquitto, arguments.sessions(), children),
                        machine(mosquitto, children));
            case BRIDGE -> bridge(arguments, children);
            case MEMORY -> memory(arguments, children);
            case QUEUE -> queue(arguments, children);
            case FANOUT -> fanOut(arguments, children);
        };
    }

    private static Machine machine(boolean mosquitto, Children children) throws AromaException, InterruptedException {
        return Machine.here(mosquitto ? children.mosquittoVersion() : "without mosquitto");
    }

    private int compare(
            Arguments arguments, List<String> heading, List<Row> all, Comparison.Start start, Machine machine)
            throws AromaException, InterruptedException {
        List<Row> wanted =
                all.stream().filter(row -> arguments.wants(row.name())).toList();
        Comparison.Plan plan = new Comparison.Plan(wanted, arguments.runs(), arguments.messages());
        List<RowResult> rows = new Comparison(plan, start, err).run();
        Report report = new Report(heading, machine, arguments.runs(), arguments.messages(), rows);
        out.print(report.markdown());
        write(report, arguments.json());
        return ended(rows.stream().allMatch(RowResult::isComplete));
    }

    private int bridge(Arguments arguments, Children children) throws AromaException, InterruptedException {
        int code = compare(
                arguments,
                BridgeBench.heading(arguments.remote()),
                BridgeBench.ROWS,
                () -> BridgeBench.rig(arguments.remote(), children),
                machine(true, children));
        out.print(ConnectBench.markdown(ConnectBench.run(arguments.remote(), arguments.runs(), children, err)));
        return code;
    }

    private int memory(Arguments arguments, Children children) throws AromaException, InterruptedException {
        MemoryBench bench = new MemoryBench(arguments.messages(), err, children);
        MemoryReport report = new MemoryReport(
                machine(true, children),
                arguments.runs(),
                arguments.messages(),
                bench.run(arguments.rows(), arguments.runs()));
        out.print(report.markdown());
        write(report, arguments.json());
        return ended(report.isComplete());
    }

    private int queue(Arguments arguments, Children children) throws AromaException, InterruptedException {
        List<QueueRow> wanted = QueueBench.ROWS.stream()
                .filter(row -> arguments.wants(row.name()))
                .toList();
        QueueBench bench = new QueueBench(arguments.messages(), err, children);
        QueueReport report = bench.run(wanted, arguments.runs(), machine(false, children));
        out.print(report.markdown());
        write(report, arguments.json());
        return DONE;
    }

    private int fanOut(Arguments arguments, Children children) throws AromaException, InterruptedException {
        FanOutBench bench = new FanOutBench(arguments.messages(), children.folder(), err);
        FanOutReport report = bench.run(arguments.runs(), machine(false, children));
        out.print(report.markdown());
        write(report, arguments.json());
        return ended(report.isComplete());
    }

    private int ended(boolean complete) {
        if (complete) {
            return DONE;
        }
        err.println("FAILED: messages were lost; see the lines that begin with LOSS above");
        return FAILED;
    }

    private static void write(Object report, Optional<Path> json) throws AromaException {
        if (json.isEmpty()) {
            return;
        }
        Path file = json.get();
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
