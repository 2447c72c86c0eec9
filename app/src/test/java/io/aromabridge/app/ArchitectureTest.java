package io.aromabridge.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.aromabridge.app.command.AromaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom, and in whose hands third-party types stay. */
class ArchitectureTest {
    private static final String OURS = "io.aromabridge.";

    /** The modules, each with those that it may use. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("testing", Set.of("core")),
            Map.entry("certs", Set.of("core")),
            Map.entry("http", Set.of("core")),
            Map.entry("broker", Set.of("core", "certs")),
            Map.entry("cloud", Set.of("core", "certs", "broker")),
            Map.entry("bridge", Set.of("core", "certs")),
            Map.entry("simulator", Set.of("core", "certs")),
            Map.entry("testkit", Set.of("core", "testing", "certs", "broker", "cloud", "bridge", "simulator")),
            Map.entry("bench", Set.of("core", "testing", "certs", "broker", "cloud", "bridge", "simulator")),
            Map.entry("app", Set.of("core", "certs", "http", "broker", "cloud", "bridge", "simulator")));

    /** In the documents for contributors: annotations of libraries and tests. */
    private static final Set<String> NOT_OURS = Set.of(
            "ArchitectureTest",
            "ConnectFaultContract",
            "ConnectionContract",
            "ConnectionEndContract",
            "ConnectionTlsContract",
            "FaultyFilesTest",
            "NetworkFaultContract",
            "NullMarked",
            "OutageTest",
            "SampleFileTest");

    /** All of ours, without tests. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aromabridge");

    private static String[] packages(Stream<String> modules) {
        return modules.map(module -> OURS + module + "..").toArray(String[]::new);
    }

    @Test
    void seesEveryModule() {
        Set<String> seen = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            if (each.getPackageName().startsWith(OURS)) {
                seen.add(each.getPackageName().substring(OURS.length()).split("\\.", -1)[0]);
            }
        }
        assertEquals(new TreeSet<>(MODULES.keySet()), seen);
    }

    @Test
    void modulesUseOnlyThoseTheyMay() {
        MODULES.forEach((module, allowed) -> {
            String[] forbidden = packages(
                    MODULES.keySet().stream().filter(other -> !other.equals(module) && !allowed.contains(other)));
            if (forbidden.length > 0) {
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(Stream.of(module)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .check(CLASSES);
            }
        });
    }

    private static void only(String thirdParty, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(thirdParty)
                .check(CLASSES);
        assertTrue(
                CLASSES.stream()
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .anyMatch(Predicates.resideInAnyPackage(thirdParty)),
                () -> "nothing uses " + thirdParty + " any more");
    }

    @Test
    void thirdPartyTypesStayInTheirModules() {
        only("io.moquette..", "io.aromabridge.broker.moquette", "io.aromabridge.bench.peer");
        only(
                "io.netty..",
                "io.aromabridge.broker..",
                "io.aromabridge.cloud..",
                "io.aromabridge.bridge.client.netty",
                "io.aromabridge.simulator.mqtt",
                "io.aromabridge.simulator.network");
        only("com.hivemq..", "io.aromabridge.simulator.mqtt");
        only("org.eclipse.paho..", "io.aromabridge.bridge.client.paho");
        only("org.bouncycastle..", "io.aromabridge.certs..", "io.aromabridge.broker.auth.password");
        only("org.sqlite..", "io.aromabridge.broker.store");
        only("java.sql..", "io.aromabridge.broker.store");
        only("io.javalin..", "io.aromabridge.http..", "io.aromabridge.app.run");
        only("org.eclipse.jetty..", "io.aromabridge.http..");
        only("io.prometheus..", "io.aromabridge.http.observe");
        only("picocli..", "io.aromabridge.app.command");
        only("org.snakeyaml..", "io.aromabridge.app.config..");
        only("org.HdrHistogram..", "io.aromabridge.bench.load", "io.aromabridge.bench.queue");
        only("org.junit..", "io.aromabridge.testkit.junit", "io.aromabridge.testing.process");
        only("org.opentest4j..", "io.aromabridge.testkit.junit");
    }

    @Test
    void onlyTheLoggingSetUpAndTheWatchForWarningsKnowTheLoggingLibrary() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Logging.class)
                .and()
                .resideOutsideOfPackage("io.aromabridge.testing.log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..")
                .check(CLASSES);
    }

    /** A reader who meets a name must not ask which of two it is. */
    @Test
    void noTwoTopLevelTypesHaveOneSimpleName() {
        Map<String, List<String>> packages = CLASSES.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        packages.values().removeIf(each -> each.size() == 1);
        assertEquals(Map.of(), packages);
    }

    /** Each name in code style in the documents for contributors that looks like a type is one. */
    @Test
    void documentsForContributorsNameTypesThatExist() throws IOException {
        Set<String> types = CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        for (String document : List.of("docs/architecture.md", "CONTRIBUTING.md")) {
            Matcher code = Pattern.compile("`(?:[a-z]+\\.)*((?:[A-Z][a-z0-9]+){2,})(?:\\.[a-z]+\\(\\))?`")
                    .matcher(Files.readString(Path.of("..", document)));
            Set<String> unknown =
                    code.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
            assertTrue(unknown.size() > 5, document);
            unknown.removeAll(types);
            unknown.removeAll(NOT_OURS);
            assertEquals(Set.of(), unknown, document);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.aromabridge.(**)")
                .should()
                .beFreeOfCycles()
                // The root package holds the entry point beside what its subpackages use.
                .ignoreDependency(Main.class, AromaCommand.class)
                .check(CLASSES);
    }
}
