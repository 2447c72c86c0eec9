package io.aromabridge.app.command;

import io.aromabridge.app.Logging;
import io.aromabridge.app.config.Configuration;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.config.Flag;
import io.aromabridge.app.run.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that reads the configuration. */
final class CommonOptions {
    /** How much is logged. */
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How it is logged. */
    enum LogFormat {
        TEXT,
        JSON
    }

    private static final Path DEFAULT_FILE = Path.of("aroma.yaml");

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration; default aroma.yaml, if it is there.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept, keys too; default data, with keys in certs/dev.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info (default), debug or trace.")
    private LogLevel logLevel = LogLevel.INFO;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "text (default), or json: one object a line.")
    private LogFormat logFormat = LogFormat.TEXT;

    void applyLogging() {
        Logging.level(logLevel.name());
        if (logFormat == LogFormat.JSON) {
            Logging.asJson();
        }
    }

    Configuration configuration(CommandContext context, List<Flag> flags) throws ConfigurationException {
        Optional<Path> file =
                config.isPresent() ? config : Optional.of(DEFAULT_FILE).filter(Files::exists);
        return Configuration.load(file, context.environment(), flags);
    }

    Workspace workspace(CommandContext context) {
        return Workspace.of(data, context.clock());
    }
}
