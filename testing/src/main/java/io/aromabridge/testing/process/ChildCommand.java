package io.aromabridge.testing.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A command line for a {@link ChildProcess}, with its surroundings. Each method has a changed copy. */
public final class ChildCommand {
    /** Quick to start, which is what tests do most. */
    private static final List<String> QUICK = List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What becomes of its standard error. */
    private enum Errors {
        KEPT,
        MERGED,
        SHOWN
    }

    private final List<String> line;
    private final Map<String, String> environment;
    private final Optional<Path> folder;
    private final Optional<Path> copy;
    private final Errors errors;

    private ChildCommand(
            List<String> line,
            Map<String, String> environment,
            Optional<Path> folder,
            Optional<Path> copy,
            Errors errors) {
        this.line = List.copyOf(line);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.copy = copy;
        this.errors = errors;
    }

    /** A program with its arguments. */
    public static ChildCommand of(List<String> line) {
        return new ChildCommand(line, Map.of(), Optional.empty(), Optional.empty(), Errors.KEPT);
    }

    /** A class of this build with a {@code main}, in a JVM of its own with this JVM's class path, quick to start. */
    public static ChildCommand java(Class<?> main, String... arguments) {
        return java(QUICK, main, arguments);
    }

    /** The same with other flags of the JVM. */
    public static ChildCommand java(List<String> flags, Class<?> main, String... arguments) {
        return java(
                flags,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main,
                arguments);
    }

    /** The same with another class path. */
    public static ChildCommand java(List<String> flags, String classPath, Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        line.addAll(List.of("-cp", classPath, main.getName()));
        line.addAll(List.of(arguments));
        return of(line);
    }

    /** In this working folder. */
    public ChildCommand in(Path workingFolder) {
        return new ChildCommand(line, environment, Optional.of(workingFolder), copy, errors);
    }

    /** With this environment variable. */
    public ChildCommand with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** With these environment variables. */
    public ChildCommand with(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return new ChildCommand(line, all, folder, copy, errors);
    }

    /** With this before the command, such as {@code env}. */
    public ChildCommand behind(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(line);
        return new ChildCommand(all, environment, folder, copy, errors);
    }

    /** With its standard error among its standard output. */
    public ChildCommand merged() {
        return new ChildCommand(line, environment, folder, copy, Errors.MERGED);
    }

    /** With its standard error on that of this JVM. */
    public ChildCommand showingErrors() {
        return new ChildCommand(line, environment, folder, copy, Errors.SHOWN);
    }

    /** With its standard output appended to a file, too. */
    public ChildCommand copiedTo(Path file) {
        return new ChildCommand(line, environment, folder, Optional.of(file), errors);
    }

    /**
     * Starts it.
     *
     * @param name how failures call it
     */
    public ChildProcess start(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(errors == Errors.MERGED);
        if (errors == Errors.SHOWN) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        folder.ifPresent(f -> builder.directory(f.toFile()));
        // Settings of the program itself are not for its tests.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AROMA_"));
        builder.environment().putAll(environment);
        return ChildProcess.of(name, builder, copy);
    }
}
