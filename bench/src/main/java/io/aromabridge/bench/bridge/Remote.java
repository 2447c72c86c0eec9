package io.aromabridge.bench.bridge;

import io.aromabridge.bench.compare.Rig;
import io.aromabridge.bench.peer.RemoteMain;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.Mosquitto;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bridges send to: it demands a certificate, and for the subscriber has a port that does not.
 *
 * @param tlsPort of the bridges
 * @param plainPort of the subscriber
 * @param things folder with the certificate that every bridge shows
 * @param files what is in it
 */
record Remote(ChildProcess process, int tlsPort, int plainPort, Path things, DeviceFiles files) {
    /** Without it the kernel can delay small packets for 40 ms, and it is the remote's delay that is measured. */
    static final String MOSQUITTO_SETTING = "set_tcp_nodelay true";

    /** Makes the certificates and starts it. */
    static Remote start(RemoteKind kind, Children children) throws AromaException, InterruptedException {
        Path folder = children.folder();
        Path server = folder.resolve("ca");
        DevelopmentAuthority authority = DevelopmentAuthority.open(server, Clock.systemUTC());
        authority.serverIdentity(ServerNames.local(List.of()));
        Path things = folder.resolve("things");
        DeviceFiles files = authority.issueDevice("bench", things);
        return switch (kind) {
            case STAND_IN -> {
                // Without flags, as the command `cloud` runs.
                JavaChild child = children.java("the remote", RemoteMain.class, List.of(), server.toString());
                String[] ports = child.next(Rig.START).split(" ", -1);
                yield new Remote(
                        child.process(), Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), things, files);
            }
            case MOSQUITTO -> {
                List<String> tls = List.of(
                        "cafile " + authority.certificateFile(),
                        "certfile " + server.resolve("server-certificate.pem.crt"),
                        "keyfile " + server.resolve("server-private.pem.key"),
                        "require_certificate true");
                Mosquitto mosquitto = children.mosquitto(tls, List.of(MOSQUITTO_SETTING));
                yield new Remote(mosquitto.process(), mosquitto.tlsPort(), mosquitto.port(), things, files);
            }
        };
    }

    /** What a mosquitto needs in its configuration to be bridged to this. */
    List<String> bridgeLines() {
        List<String> lines = new ArrayList<>();
        lines.add("connection bench");
        lines.add("address localhost:" + tlsPort);
        lines.addAll(BridgeBench.BRIDGE_SETTINGS);
        lines.add("bridge_cafile " + files.ca());
        lines.add("bridge_certfile " + files.certificate());
        lines.add("bridge_keyfile " + files.privateKey());
        return lines;
    }
}
