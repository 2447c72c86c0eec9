package io.aromabridge.app.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aroma completion}: lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which the shell completes commands and options.",
            "For this shell:  source <(aroma completion bash)  or  source <(aroma completion zsh)",
            "For all: put that line into ~/.bashrc or ~/.zshrc."
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CommandContext context;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("UnusedVariable") // One script serves both: in zsh it switches zsh's completion for bash on.
    private Shell shell;

    @Spec
    private CommandSpec spec;

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine aroma = spec.root().commandLine();
        context.console().print(AutoComplete.bash(aroma.getCommandName(), aroma));
        return 0;
    }
}
