package io.aromabridge.bench.peer;

import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Where the bridges of this benchmark connect to. */
final class BridgeEndpoint {
    private BridgeEndpoint() {}

    /**
     * The remote, by mutual TLS.
     *
     * @param things folder with the certificate that is shown
     */
    static Endpoint remote(int port, Path things) throws AromaException {
        DeviceFiles files = DeviceFiles.find(things)
                .orElseThrow(() -> new AromaException(
                        AromaException.Kind.CONFIGURATION, "no certificate of a device in " + things));
        return new Endpoint(
                "localhost",
                port,
                Optional.of(PemFiles.readClientTls(
                        files.ca(),
                        Optional.of(files.certificate()),
                        Optional.of(files.privateKey()),
                        Clock.systemUTC())),
                Optional.empty());
    }
}
