package io.aromabridge.broker.moquette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java text of tests, as users' code is compiled. */
public final class Sources {
    private Sources() {}

    /** The class path of this JVM. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Compiles a file with this text; the classes lie in the folder then. */
    public static void compile(Path folder, String fileName, String text) throws IOException {
        Path source = Files.writeString(folder.resolve(fileName), text);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-proc:none", "-cp", classPath(), "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertEquals("", done ? "" : messages.toString(), fileName);
        }
    }

    /** A jar of all classes below a folder. */
    public static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> found = Files.walk(classes)) {
            for (Path each :
                    found.filter(file -> file.toString().endsWith(".class")).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                entries.write(Files.readAllBytes(each));
                entries.closeEntry();
            }
        }
    }
}
