package io.aromabridge.broker.moquette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins from a folder of jars, by the names of their classes; and what is said where that does not work. */
class PluginLoaderTest {
    private static final String PLUGINS =
            """
            package sample;

            import io.moquette.broker.config.IConfig;
            import io.moquette.broker.security.IAuthenticator;
            import io.moquette.interception.AbstractInterceptHandler;

            public class Plugins {
                public static class WithConfig implements IAuthenticator {
                    private final String wanted;

                    public WithConfig() {
                        wanted = "none";
                    }

                    public WithConfig(IConfig config) {
                        wanted = config.getProperty("sample.password", "default") + config.getProperty("host");
                    }

                    public boolean checkValid(String clientId, String user, byte[] password) {
                        return wanted.equals(new String(password));
                    }
                }

                public static class Throwing implements IAuthenticator {
                    public Throwing() {
                        throw new IllegalStateException("on purpose");
                    }

                    public boolean checkValid(String clientId, String user, byte[] password) {
                        return true;
                    }
                }

                public static class NoConstructor implements IAuthenticator {
                    public NoConstructor(String text) {}

                    public boolean checkValid(String clientId, String user, byte[] password) {
                        return true;
                    }
                }

                public static class Odd extends AbstractInterceptHandler {
                    public String getID() {
                        throw new IllegalStateException("no id");
                    }

                    public void onSessionLoopError(Throwable error) {}
                }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Sources.compile(classes, "Plugins.java", PLUGINS);
        Files.createDirectories(folder.resolve("jars"));
        Sources.jar(classes, folder.resolve("jars/sample.jar"));
    }

    private PluginFiles authenticator(String name) {
        return new PluginFiles(
                Optional.of(folder.resolve("jars")), Optional.of(name), Optional.empty(), List.of(), Optional.empty());
    }

    private static AuthenticationResult login(MoquettePlugins plugins, String password) {
        return plugins.beside(unused -> new Accepted(new Principal(Principal.Kind.PASSWORD, "ann")))
                .authenticate(new Credentials(
                        "c",
                        Optional.of("ann"),
                        Optional.of(password.getBytes(StandardCharsets.UTF_8)),
                        Optional.empty()));
    }

    @Test
    void theConstructorWithIConfigIsPreferredAndSeesMoquettesDefaultsAndTheSettings() throws Exception {
        try (MoquettePlugins plugins = PluginLoader.load(authenticator("sample.Plugins$WithConfig"))) {
            assertTrue(login(plugins, "default0.0.0.0") instanceof Accepted);
            assertTrue(login(plugins, "none") instanceof AuthenticationResult.Refused);
        }
        Path conf = Files.writeString(folder.resolve("moquette.conf"), "# plug-in\nsample.password  \"a b\"\nhost x\n");
        PluginFiles files = new PluginFiles(
                Optional.of(folder.resolve("jars")),
                Optional.of("sample.Plugins$WithConfig"),
                Optional.empty(),
                List.of(),
                Optional.of(conf));
        try (MoquettePlugins plugins = PluginLoader.load(files)) {
            assertTrue(login(plugins, "a bx") instanceof Accepted);
        }
    }

    private void fails(PluginFiles files, String key, String part) {
        PluginException problem = assertThrows(PluginException.class, () -> PluginLoader.load(files));
        assertEquals(key, problem.key());
        assertTrue(String.valueOf(problem.getMessage()).contains(part), problem::getMessage);
    }

    @Test
    void whatCannotBeLoadedIsSaidInOneLine() {
        fails(authenticator("sample.Missing"), "authenticator", "class sample.Missing is neither in the 1 jar of");
        fails(
                authenticator("sample.Plugins"),
                "authenticator",
                "does not implement Moquette's io.moquette.broker.secur");
        fails(authenticator("sample.Plugins$Throwing"), "authenticator", "failed: java.lang.IllegalStateException: on");
        fails(authenticator("sample.Plugins$NoConstructor"), "authenticator", "has no public constructor with IConfig");
        fails(
                new PluginFiles(
                        Optional.of(folder.resolve("jars")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("sample.Plugins$Odd"),
                        Optional.empty()),
                "interceptors",
                "no id");
    }

    @Test
    void aFolderOrJarThatIsNoneIsSaid() throws Exception {
        PluginFiles missing = new PluginFiles(
                Optional.of(folder.resolve("nowhere")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        fails(missing, "folder", "nowhere is not a folder");
        Files.writeString(folder.resolve("jars/bad.jar"), "text");
        fails(authenticator("sample.Plugins$WithConfig"), "folder", "bad.jar is not a jar file");
    }

    @Test
    void aCheckListsEverythingAndRunsNothing() throws Exception {
        Path conf = Files.writeString(folder.resolve("moquette.conf"), "a b\nalone\n");
        PluginFiles files = new PluginFiles(
                Optional.of(folder.resolve("jars")),
                Optional.of("sample.Plugins$Throwing"),
                Optional.of("sample.None"),
                List.of("sample.Plugins$Odd", "sample.Nil"),
                Optional.of(conf));
        List<PluginException> problems = PluginLoader.check(files);
        assertEquals(
                List.of("authorizer", "interceptors[1]", "settings"),
                problems.stream().map(PluginException::key).toList());
        assertTrue(problems.get(2).toString().contains("moquette.conf:2: there is no value"), problems::toString);
    }
}
