package io.aromabridge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.local.LocalBench;
import io.aromabridge.bench.local.Machine;
import io.aromabridge.bench.local.Report;
import io.aromabridge.bench.local.RowResult;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.Mosquitto;
import io.aromabridge.core.AromaException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line: which benchmark, and where its results go. */
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String NO_MOSQUITTO =
            "there is no mosquitto on this machine to compare with: install it (Debian and Ubuntu:"
                    + " apt install mosquitto), or measure ours alone with --without-mosquitto";

    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> programs;

    /**
     * For one command line.
     *
     * @param programs folders to look for mosquitto in
     */
    Main(PrintStream out, PrintStream err, List<Path> programs) {
        this.out = out;
        this.err = err;
        this.programs = programs;
    }

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        Main main = new Main(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Mosquitto.folders(Optional.ofNullable(System.getenv("PATH")).orElse("")));
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
            Optional<Path> mosquitto = arguments.withoutMosquitto() ? Optional.empty() : Mosquitto.find(programs);
            if (mosquitto.isEmpty() && !arguments.withoutMosquitto()) {
                err.println(NO_MOSQUITTO);
                return USAGE;
            }
            return local(arguments, mosquitto, children);
        } catch (UsageException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (AromaException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private int local(Arguments arguments, Optional<Path> mosquitto, Children children)
            throws AromaException, InterruptedException {
        String version = mosquitto.isPresent() ? Mosquitto.version(mosquitto.get(), children) : "without mosquitto";
        Machine machine = Machine.here(version);
        LocalBench.Plan plan = new LocalBench.Plan(arguments.rows(), arguments.runs(), arguments.messages(), mosquitto);
        List<RowResult> rows = new LocalBench(plan, err, children).run();
        Report report = new Report(machine, arguments.runs(), arguments.messages(), rows);
        out.print(report.markdown());
        if (arguments.json().isPresent()) {
            write(report, arguments.json().get());
        }
        if (rows.stream().allMatch(RowResult::isComplete)) {
            return DONE;
        }
        err.println("FAILED: messages were lost; the lines that begin with LOSS above tell where");
        return FAILED;
    }

    private static void write(Report report, Path file) throws AromaException {
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new AromaException(AromaException.Kind.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
