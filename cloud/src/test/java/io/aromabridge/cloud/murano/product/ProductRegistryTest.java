package io.aromabridge.cloud.murano.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Products in their files. */
class ProductRegistryTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.123456Z"));

    @TempDir
    Path folder = Path.of("");

    private ProductRegistry registry;

    @BeforeEach
    void open() {
        registry = new ProductRegistry(folder.resolve("products"), CLOCK);
    }

    private static void fails(String message, Executable call) {
        AromaException e = assertThrows(AromaException.class, call);
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::getMessage);
    }

    @Test
    void whatIsKeptIsReadBack() throws Exception {
        registry.add("lamps", Profile.PROVISION, new TreeMap<>(Map.of("state", Format.INTEGER)));
        registry.addDevice("lamps", "007");
        registry.write("lamps", "007", "state", "1");
        registry.write("lamps", "007", "name", "ä \"lamp\"\n");
        Product product = registry.update(
                "lamps", p -> p.with(p.device("007").orElseThrow().activated(Token.hash("token"), CLOCK.instant())));
        ProductRegistry another = new ProductRegistry(folder.resolve("products"), CLOCK);
        assertEquals(List.of(product), another.list());
        assertTrue(Token.matches(another.device("lamps", "007"), new byte[] {'t', 'o', 'k', 'e', 'n'}));
    }

    @Test
    void filesAreForTheOwnerAlone() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        Path file = folder.resolve("products").resolve("lamps.json");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void whatIsThereIsNotAddedAgain() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        registry.addDevice("lamps", "007");
        fails("product 'lamps' is there already", () -> registry.add("lamps", Profile.CLASSIC, new TreeMap<>()));
        fails("device '007' of product 'lamps' is there already", () -> registry.addDevice("lamps", "007"));
    }

    @Test
    void whatIsNotThereIsNamedWithTheWayOut() throws Exception {
        fails("there is no product 'lamps': aroma product add NAME", () -> registry.device("lamps", "007"));
        fails("there is no product 'lamps'", () -> registry.addDevice("lamps", "007"));
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        fails("product 'lamps' has no device '007': aroma product device add", () -> registry.reset("lamps", "007"));
    }

    @Test
    void badNamesAreRefused() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        for (String name : new String[] {"", "A", "a/b", "..", "a".repeat(41)}) {
            fails("use 1 to 40 of a-z and 0-9", () -> registry.add(name, Profile.CLASSIC, new TreeMap<>()));
            fails("use 1 to 40 of a-z and 0-9", () -> registry.find(name));
        }
        for (String identity : new String[] {"", "a/b", "+", "#", "a b", "a".repeat(101)}) {
            fails("use 1 to 100 of", () -> registry.addDevice("lamps", identity));
        }
    }

    @Test
    void ensuringKeepsWhatDevicesHave() throws Exception {
        registry.ensure("lamps", Profile.CLASSIC, new TreeMap<>(), List.of("007"));
        registry.write("lamps", "007", "name", "x");
        Product again = registry.ensure("lamps", Profile.CLASSIC, new TreeMap<>(), List.of("007", "008"));
        assertEquals(
                "x",
                again.device("007")
                        .orElseThrow()
                        .resource("name")
                        .orElseThrow()
                        .latest()
                        .orElseThrow()
                        .value());
        assertEquals(2, again.devices().size());
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        Path file = folder.resolve("products").resolve("lamps.json");
        for (String text :
                new String[] {"", "{", "[]", "{\"product\":\"lamps\"}", "{\"product\":\"x\",\"profile\":\"classic\"}"
                }) {
            Files.writeString(file, text);
            fails("lamps.json: it is no product", () -> registry.find("lamps"));
        }
    }

    @Test
    void severalWritersLoseNothing() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        registry.addDevice("lamps", "007");
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ProductRegistry own = new ProductRegistry(folder.resolve("products"), CLOCK);
                String writer = "w" + i + "-";
                all.add(writers.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        own.write("lamps", "007", writer + n, "1");
                    }
                    return writer;
                }));
            }
            for (Future<?> each : all) {
                each.get(20, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }
        assertEquals(40, registry.device("lamps", "007").resources().size());
    }

    @Test
    void ofLongValuesFewerAreKeptAndOfManyResourcesNoMore() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        registry.addDevice("lamps", "007");
        for (String value : new String[] {"a".repeat(9000), "b".repeat(9000), "c".repeat(20_000)}) {
            assertEquals(
                    List.of(value),
                    registry.write("lamps", "007", "long", value).points().stream()
                            .map(Point::value)
                            .toList());
        }
        for (int i = 1; i < Product.MAX_RESOURCES; i++) {
            registry.write("lamps", "007", "n" + i, "1");
        }
        fails("it has 100 resources already", () -> registry.write("lamps", "007", "other", "1"));
        registry.write("lamps", "007", "n1", "2");
    }

    @Test
    void onlyTheNewestValuesAreKept() throws Exception {
        registry.add("lamps", Profile.CLASSIC, new TreeMap<>());
        registry.addDevice("lamps", "007");
        for (int i = 0; i < 25; i++) {
            registry.write("lamps", "007", "n", "" + i);
        }
        List<Point> points =
                registry.device("lamps", "007").resource("n").orElseThrow().points();
        assertEquals(Resource.REMEMBERED, points.size());
        // One clock tick for all: each is a microsecond later than the one before it.
        assertEquals(
                "24 2026-01-01T00:00:00.123480Z",
                points.get(19).value() + " " + points.get(19).at());
    }
}
