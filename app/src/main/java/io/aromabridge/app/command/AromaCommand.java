package io.aromabridge.app.command;

import io.aromabridge.app.Console;
import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.core.AromaException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code aroma}: its subcommands, its errors, its exit codes. */
@Command(
        name = "aroma",
        description = {
            "Scent devices and lights over MQTT, all on this machine: local broker, bridge, AWS IoT stand-in and"
                    + " simulated devices.",
            ""
        },
        footer = {
            "",
            "Start with:  aroma demo",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 configuration, 4 cannot connect, 5 refused, 27 timed out,"
                    + " 130 interrupted."
        },
        versionProvider = Version.class)
@SuppressWarnings("UnusedVariable") // picocli looks at the options itself
public final class AromaCommand implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Shows this text.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private AromaCommand() {}

    /** Runs one command line and returns its exit code. */
    public static int run(Console console, Map<String, String> environment, String... arguments) {
        CommandContext context = new CommandContext(console, environment, InstantSource.system());
        CommandLine line = new CommandLine(new AromaCommand())
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new BrokerCommand(context))
                .addSubcommand(new CommandLine(new CloudCommand(context))
                        .addSubcommand(new CommandLine(new ThingCommand())
                                .addSubcommand(new ThingCommand.Add(context))
                                .addSubcommand(new ThingCommand.ListThings(context))))
                .addSubcommand(ProductCommand.with(context))
                .addSubcommand(new BridgeCommand(context))
                .addSubcommand(new SimulateCommand(context))
                .addSubcommand(new DiffuseCommandLine(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new RecordCommand(context))
                .addSubcommand(new ReplayCommand(context))
                .addSubcommand(new CommandLine(new CertsCommand())
                        .addSubcommand(new CertsCommand.Init(context))
                        .addSubcommand(new CertsCommand.Device(context))
                        .addSubcommand(new CertsCommand.Show(context))
                        .addSubcommand(new CertsCommand.Check(context)))
                .addSubcommand(new PasswdCommand(context))
                .addSubcommand(new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigCommand.Check(context))
                        .addSubcommand(new ConfigCommand.Print(context))
                        .addSubcommand(new ConfigCommand.Schema(context)))
                .addSubcommand(new ExplainCommand(context))
                .addSubcommand(new CompletionCommand(context));
        line.setOut(console.out())
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, args) -> usageError(console, e))
                .setExecutionExceptionHandler((e, command, result) -> failure(console, e));
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }

    private static int usageError(Console console, ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && isCommand(unmatched)) {
            console.say(command + ": " + noSuchCommand(unmatched));
        } else {
            // The library begins some of its messages so, and others not.
            console.say(command + ": " + String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
            CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
        }
        console.say("Try '" + command + " --help'.");
        return ExitCode.USAGE.code();
    }

    /** Whether what is not known stands where a command belongs. */
    private static boolean isCommand(CommandLine.UnmatchedArgumentException e) {
        return !e.isUnknownOption() && !e.getCommandLine().getSubcommands().isEmpty();
    }

    private static String noSuchCommand(CommandLine.UnmatchedArgumentException e) {
        List<String> nearest = e.getSuggestions();
        return "there is no command '" + e.getUnmatched().get(0) + "'; "
                + (nearest.isEmpty()
                        ? "there are "
                                + String.join(
                                        ", ",
                                        e.getCommandLine().getSubcommands().keySet())
                        : "did you mean '" + nearest.get(0) + "'?");
    }

    private static int failure(Console console, Exception e) throws Exception {
        if (e instanceof AromaException known) {
            console.say("aroma: " + known.getMessage());
            LoggerFactory.getLogger(AromaCommand.class).debug("the cause", known);
            return ExitCode.of(known.kind()).code();
        }
        if (e instanceof ConfigurationException wrong) {
            wrong.problems().forEach(problem -> console.say(problem.toString()));
            return ExitCode.CONFIGURATION.code();
        }
        // A fault of ours, not of the person at the console: the trace is what helps.
        throw e;
    }
}
