package io.aromabridge.bench.bridge;

import io.aromabridge.bench.process.Children;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.Mosquitto;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bridges send to: a mosquitto that demands a certificate, and for the subscriber has a port that does not.
 *
 * @param things folder with the certificate that every bridge shows
 * @param files what is in it
 */
record Remote(Mosquitto mosquitto, Path things, DeviceFiles files) {
    /** Without it the kernel can delay small packets for 40 ms, and it is the remote's delay that is measured. */
    static final List<String> SETTINGS = List.of("set_tcp_nodelay true");

    /** Makes the certificates and starts it. */
    static Remote start(Children children) throws AromaException {
        Path folder = children.folder();
        DevelopmentAuthority authority = DevelopmentAuthority.open(folder.resolve("ca"), Clock.systemUTC());
        authority.serverIdentity(ServerNames.local(List.of()));
        DeviceFiles files = authority.issueDevice("bench", folder.resolve("things"));
        Path server = folder.resolve("ca");
        List<String> tls = List.of(
                "cafile " + authority.certificateFile(),
                "certfile " + server.resolve("server-certificate.pem.crt"),
                "keyfile " + server.resolve("server-private.pem.key"),
                "require_certificate true");
        Mosquitto mosquitto = children.mosquitto(tls, SETTINGS);
        return new Remote(mosquitto, folder.resolve("things"), files);
    }

    /** What a mosquitto needs in its configuration to be bridged to this. */
    List<String> bridgeLines() {
        List<String> lines = new ArrayList<>();
        lines.add("connection bench");
        lines.add("address localhost:" + mosquitto.tlsPort());
        lines.addAll(BridgeBench.BRIDGE_SETTINGS);
        lines.add("bridge_cafile " + files.ca());
        lines.add("bridge_certfile " + files.certificate());
        lines.add("bridge_keyfile " + files.privateKey());
        return lines;
    }
}
