package io.aromabridge.app.command;

import io.aromabridge.broker.password.PasswordFileEditor;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aroma passwd}: users of a mosquitto password file. */
@Command(
        name = "passwd",
        description = {
            "Adds or changes a user in a mosquitto password file; asks for the password without showing it.",
            "In a script:  printf '%%s\\n' \"$PASSWORD\" | aroma passwd FILE USER"
        })
final class PasswdCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", description = "The password file; made if it is not there.")
    private Path file;

    @Parameters(index = "1", paramLabel = "USER", description = "The user's name.")
    private String user;

    @Option(names = "--delete", description = "Removes the user.")
    private boolean delete;

    PasswdCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws AromaException {
        PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom());
        if (delete) {
            editor.delete(file, user);
            session.console().say("User '" + user + "' is removed from " + file + ".");
        } else {
            editor.set(file, user, password().getBytes(StandardCharsets.UTF_8));
            session.console().say("User '" + user + "' is set in " + file + ". A broker reads it at its next start.");
        }
        return 0;
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
