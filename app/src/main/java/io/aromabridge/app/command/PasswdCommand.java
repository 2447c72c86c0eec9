package io.aromabridge.app.command;

import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aroma passwd}: users of a mosquitto password file. */
@Command(
        name = "passwd",
        description = {
            "Adds or changes a user in a mosquitto password file; asks for the password without showing it.",
            "In a script:  printf '%%s\\n' \"$PASSWORD\" | aroma passwd FILE USER",
            "A running broker takes the change within seconds."
        })
final class PasswdCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE", description = "The password file; made if it is not there.")
    private Path file;

    @Parameters(index = "1", paramLabel = "USER", arity = "0..1", description = "The user's name.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--delete", description = "Removes the user.")
    private boolean delete;

    @Option(names = "--check", description = "Says what is wrong with the file, and whose password is badly protected.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    PasswdCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException {
        if (check == user.isPresent() || (check && delete)) {
            throw new ParameterException(spec.commandLine(), "give a USER, or --check alone");
        }
        if (user.isPresent()) {
            edit(user.get());
        } else {
            int users = PasswordFile.read(file).users().size();
            context.console().say(file + " is good: " + users + (users == 1 ? " user." : " users."));
        }
        adviseOnWeakHashes();
        return 0;
    }

    private void edit(String name) throws AromaException {
        PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom());
        if (delete) {
            editor.delete(file, name);
            context.console().say("User '" + name + "' is removed from " + file + ".");
        } else {
            editor.set(file, name, password().getBytes(StandardCharsets.UTF_8));
            context.console().say("User '" + name + "' is set in " + file + ".");
        }
    }

    /** The hash cannot be made stronger without the password, so its owner has to give it again. */
    private void adviseOnWeakHashes() throws AromaException {
        PasswordFile.read(file).weakHashes().forEach((name, what) -> context.console()
                .say("The hash of user '" + name + "' is weak (" + what
                        + "): whoever gets the file guesses the password soon. Set it again, the same or another:"
                        + " aroma passwd " + file + " " + name));
    }

    private String password() throws AromaException {
        Optional<Console> terminal = Optional.ofNullable(System.console());
        return terminal.isPresent() ? ask(terminal.get()) : readLine();
    }

    private static String ask(Console terminal) throws AromaException {
        char[] first = terminal.readPassword("Password: ");
        char[] again = terminal.readPassword("Again: ");
        if (first == null || again == null || !Arrays.equals(first, again)) {
            throw new AromaException(Kind.FAILED, "the two passwords differ; nothing was changed");
        }
        return new String(first);
    }

    @AllowedApi("a script gives the password on the standard input")
    private static String readLine() throws AromaException {
        try {
            // Not closed: the standard input is not ours.
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new AromaException(
                        Kind.FAILED, "no password on the standard input; give it as one line, or use a terminal");
            }
            return line;
        } catch (IOException e) {
            throw new AromaException(Kind.FAILED, "the standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
