package io.aromabridge.app.command;

import io.aromabridge.app.config.Flag;
import io.aromabridge.app.config.LanAccess;
import io.aromabridge.app.config.Ports;
import io.aromabridge.app.config.schema.Units;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of every command that runs until it is stopped. */
final class RunOptions {
    /** The ways to choose ports by one option. */
    private static final class PortChoice {
        @Option(names = "--ports", paramLabel = "auto", description = "auto: any free ports.")
        private Optional<PortWord> ports = Optional.empty();

        @Option(
                names = "--port-base",
                paramLabel = "N",
                description = "Ports from N on: broker N, cloud N+1, cloud with ALPN N+2, and so on.")
        private Optional<Integer> portBase = Optional.empty();
    }

    /** What {@code --ports} takes. */
    enum PortWord {
        AUTO
    }

    /** {@code 10s}, {@code 2m}. */
    static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Units.duration(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    @ArgGroup
    private PortChoice portChoice = new PortChoice();

    @Option(
            names = "--endpoints",
            paramLabel = "FILE",
            description = "Written when everything is ready, besides DATA/endpoints.json.")
    private Optional<Path> endpoints = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Stops by itself this long after everything is ready: 500ms, 10s, 2m.")
    private Optional<Duration> bound = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed, for repeatable runs. Default: a new one each time.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--lan",
            description =
                    "Binds to all interfaces and prints the addresses for other machines; without it only this machine"
                            + " can connect. Clients need a password or certificate. Exception: Murano devices awaiting"
                            + " activation.")
    private boolean lan;

    List<Flag> flags() throws AromaException {
        List<Flag> flags = new ArrayList<>();
        if (portChoice.ports.isPresent()) {
            flags.addAll(Ports.anyFree());
        } else if (portChoice.portBase.isPresent()) {
            flags.addAll(Ports.shiftedTo(portChoice.portBase.get()));
        }
        if (lan) {
            flags.addAll(LanAccess.flags());
        }
        return flags;
    }

    boolean lan() {
        return lan;
    }

    Optional<Path> endpoints() {
        return endpoints.map(f -> f.toAbsolutePath().normalize());
    }

    Optional<Duration> bound() {
        return bound;
    }

    RandomGenerator random() {
        return seed.map(SplittableRandom::new).orElseGet(SplittableRandom::new);
    }
}
