package io.aromabridge.app.run;

import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.simulator.device.Side;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command publishes: at the running system's local broker, else at its cloud, else where the configuration says
 * that the local broker is.
 */
public record ClientEndpoint(Endpoint endpoint) {
    /** Finds it. */
    public static ClientEndpoint find(Installation installation, Optional<Endpoints> running)
            throws AromaException, ConfigurationException {
        Optional<Endpoint> local = at(Side.LOCAL, installation, running);
        return new ClientEndpoint(
                local.isPresent()
                        ? local.get()
                        : at(Side.CLOUD, installation, running).orElseThrow());
    }

    /** The broker of a side, where the system has one; without a system, the configured local broker. */
    public static Optional<Endpoint> at(Side side, Installation installation, Optional<Endpoints> running)
            throws AromaException, ConfigurationException {
        boolean hasLocal = has(running, Endpoints.LOCAL);
        boolean hasCloud = has(running, Endpoints.CLOUD);
        if (side == Side.CLOUD) {
            return hasCloud ? Optional.of(cloud(running.orElseThrow(), installation)) : Optional.empty();
        }
        if (hasLocal) {
            return Optional.of(local(running.orElseThrow()));
        }
        return hasCloud
                ? Optional.empty()
                : Optional.of(new ComponentFactory(installation, new Telemetry()).simulatorLocal(Optional.empty()));
    }

    private static boolean has(Optional<Endpoints> running, String key) {
        return running.flatMap(e -> e.number(key, "mqtt")).isPresent();
    }

    private static Endpoint local(Endpoints endpoints) throws AromaException {
        Optional<String> user = endpoints.text(Endpoints.LOCAL, "username");
        Optional<Endpoint.Login> login = Optional.empty();
        if (user.isPresent()) {
            Path file = Path.of(endpoints.text(Endpoints.LOCAL, "passwordFile").orElse(""));
            login = Optional.of(new Endpoint.Login(user.get(), SecretFile.read(file)));
        }
        return new Endpoint(
                endpoints.text(Endpoints.LOCAL, "host").orElse("127.0.0.1"),
                endpoints.number(Endpoints.LOCAL, "mqtt").orElseThrow(),
                Optional.empty(),
                login);
    }

    private static Endpoint cloud(Endpoints endpoints, Installation installation) throws AromaException {
        ClientTls tls = PemFiles.readClientTls(
                Path.of(endpoints.text(Endpoints.CLOUD, "ca").orElse("")),
                endpoints.text(Endpoints.CLOUD, "certificate").map(Path::of),
                endpoints.text(Endpoints.CLOUD, "privateKey").map(Path::of),
                installation.clock());
        return new Endpoint(
                endpoints.text(Endpoints.CLOUD, "host").orElse("localhost"),
                endpoints.number(Endpoints.CLOUD, "mqtt").orElseThrow(),
                Optional.of(tls),
                Optional.empty());
    }
}
