package io.aromabridge.app;

import io.aromabridge.app.command.AromaCommand;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(AromaCommand.run(Console.system(), System.getenv(), arguments));
    }
}
