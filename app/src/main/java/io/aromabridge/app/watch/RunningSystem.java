package io.aromabridge.app.watch;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a running system shows itself; at least one of the two is there.
 *
 * @param dashboard the base of its HTTP addresses
 * @param diffusions its diffusion log
 */
public record RunningSystem(Optional<URI> dashboard, Optional<Path> diffusions) {
    /** Finds a system, or finds it again. */
    @FunctionalInterface
    public interface Finder {
        /**
         * Where it is now.
         *
         * @throws AromaException UNREACHABLE if nothing says so; CONFIGURATION if what does is damaged
         */
        RunningSystem find() throws AromaException;
    }

    /**
     * Finds it by an endpoints file, read each time.
     *
     * @param configured the base of the HTTP addresses as long as the file has not told anything; after that another
     *     system would be found there
     */
    public static Finder by(Path file, Optional<URI> configured) {
        AtomicBoolean hasTold = new AtomicBoolean();
        return () -> {
            Optional<Endpoints> endpoints = Endpoints.read(file);
            Optional<String> url = endpoints.flatMap(e -> e.text(Endpoints.DASHBOARD));
            Optional<URI> dashboard = url.isPresent() ? Optional.of(uri(url.get(), file)) : Optional.empty();
            Optional<Path> diffusions =
                    endpoints.flatMap(e -> e.text(Endpoints.DIFFUSIONS)).map(Path::of);
            if (dashboard.isPresent() || diffusions.isPresent()) {
                hasTold.set(true);
                return new RunningSystem(dashboard, diffusions);
            }
            if (configured.isPresent() && !hasTold.get()) {
                return new RunningSystem(configured, Optional.empty());
            }
            throw new AromaException(
                    Kind.UNREACHABLE,
                    file
                            + (endpoints.isPresent()
                                    ? ": it names neither a dashboard nor a diffusion log"
                                    : ": there is no such file, so no system is ready"));
        };
    }

    private static URI uri(String text, Path file) throws AromaException {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
            throw new IllegalArgumentException("no HTTP address with a host");
        } catch (IllegalArgumentException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    file + ": dashboard \"" + Printable.of(text) + "\": expected an address such as"
                            + " http://127.0.0.1:8080",
                    e);
        }
    }

    /** For a person. */
    @Override
    public String toString() {
        return dashboard
                .map(URI::toString)
                .or(() -> diffusions.map(Path::toString))
                .orElse("");
    }
}
