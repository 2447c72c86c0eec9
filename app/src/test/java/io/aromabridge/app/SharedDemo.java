package io.aromabridge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one demo, which is started for the first of them and stopped behind the last one. */
final class SharedDemo implements ParameterResolver {
    /** The demo with its folder, which the engine closes at the end of the run. */
    private record Shared(Path folder, RunningDemo demo) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            try {
                demo.close();
            } finally {
                delete(folder);
            }
        }
    }

    private static Shared start() {
        try {
            Path folder = Files.createTempDirectory("aroma-demo");
            return new Shared(folder, RunningDemo.start(folder));
        } catch (Exception e) {
            throw new ParameterResolutionException("the demo did not start", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningDemo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedDemo.class))
                .getOrComputeIfAbsent(Shared.class, unused -> start(), Shared.class)
                .demo();
    }
}
