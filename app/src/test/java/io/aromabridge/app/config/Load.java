package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads what a test wrote. */
final class Load {
    private Load() {}

    /** A file of this name in a folder. */
    static Path file(Path folder, String name, String yaml) {
        try {
            return Files.writeString(folder.resolve(name), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration of a file alone. */
    static Configuration yaml(Path folder, String yaml) throws ConfigurationException {
        return Configuration.load(Optional.of(file(folder, "aroma.yaml", yaml)), Map.of(), List.of());
    }

    /** No file, no environment, no flags. */
    static Configuration defaults() throws ConfigurationException {
        return Configuration.load(Optional.empty(), Map.of(), List.of());
    }

    /** The lines of what is wrong, with the folder cut from the file's name; none if nothing is. */
    static List<String> problems(Path folder, String yaml, Map<String, String> environment, Flag... flags) {
        try {
            Configuration.load(Optional.of(file(folder, "aroma.yaml", yaml)), environment, Arrays.asList(flags));
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream()
                    .map(Problem::toString)
                    .map(line -> line.replace(folder + folder.getFileSystem().getSeparator(), ""))
                    .toList();
        }
    }
}
