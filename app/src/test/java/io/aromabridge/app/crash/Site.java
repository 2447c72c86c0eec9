package io.aromabridge.app.crash;

import io.aromabridge.app.Main;
import io.aromabridge.app.run.Workspace;
import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.aws.ThingRegistry;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One installation in a folder, with fixed ports, whose parts are started as processes. */
final class Site {
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m");

    private final Path folder;
    private final Workspace workspace;
    private final int localPort;
    private final ClientLibrary client;

    private Site(Path folder, Workspace workspace, int localPort, ClientLibrary client) {
        this.folder = folder;
        this.workspace = workspace;
        this.localPort = localPort;
        this.client = client;
    }

    /** Makes keys, the user and the configuration, so that no part has to. */
    static Site in(Path folder) throws Exception {
        Workspace workspace = Workspace.of(Optional.of(folder.resolve("data")), InstantSource.system());
        workspace.makeDemoUser();
        ThingRegistry registry = new ThingRegistry(workspace.registryFolder(), InstantSource.system());
        for (String thing : List.of("bridge", "simulator", "demo")) {
            workspace.thing(thing, registry);
        }
        return new Site(folder, workspace, FreePorts.one(), ClientLibrary.NETTY);
    }

    /** The same whose bridge has this client, on both sides. */
    Site with(ClientLibrary other) {
        return new Site(folder, workspace, localPort, other);
    }

    Path folder() {
        return folder;
    }

    /** For a server of this machine that lets in what this installation's authority has signed. */
    ClientTls serverTls() throws Exception {
        DevelopmentAuthority authority = workspace.authority();
        return ClientTls.of(
                List.of(authority.certificate()), Optional.of(authority.serverIdentity(ServerNames.local(List.of()))));
    }

    /** Writes the configuration: all that is numbered goes to this port, where the installation's own stand-in is. */
    Site withStandIn(int port) throws IOException {
        return configured(port, port, 1);
    }

    /** The same with a cloud of another kind. */
    Site withCloud(int port) throws IOException {
        return withCloud(port, 1);
    }

    /** The same with so many connections to it. */
    Site withCloud(int port, int connections) throws IOException {
        return configured(port, 0, connections);
    }

    private Site configured(int port, int ownPort, int connections) throws IOException {
        Files.write(
                folder.resolve("aroma.yaml"),
                List.of(
                        "broker:",
                        "  port: " + localPort,
                        "  sys-interval: 0s",
                        "  websocket: {enabled: false}",
                        "  delivery: {queue-messages: 1000000, queue-bytes: 256MiB}",
                        "cloud: {port: " + ownPort + ", alpn-port: 0, murano: {enabled: false}}",
                        "bridge:",
                        "  cloud:",
                        "    port: " + port,
                        "    pace: none",
                        "    client: " + word(),
                        "    connections: " + connections,
                        "    backoff: {base: 100ms, max: 500ms, stable: 5s}",
                        "  local: {port: " + localPort + ", client: " + word() + "}",
                        "  routes:",
                        "    - out: load/#",
                        "    - out: aromabridge/canary/out",
                        "    - {in: aromabridge/canary/out, as: aromabridge/canary/back}",
                        "simulator: {lights: [], shooters: []}",
                        "dashboard: {port: 0}"));
        return this;
    }

    private String word() {
        return client.name().toLowerCase(Locale.ROOT);
    }

    /** The local broker, as the user demo. */
    Endpoint local() throws IOException {
        String password = Files.readString(workspace.demoPasswordFile()).strip();
        return new Endpoint(
                "127.0.0.1", localPort, Optional.empty(), Optional.of(new Endpoint.Login("demo", password)));
    }

    /** Starts a command of the program. */
    ChildProcess aroma(String command) throws IOException {
        return start(command, Main.class, command, "--data", "data", "--for", "30m");
    }

    /** Starts parts with a book of all that the cloud received; see {@link BookedMain}. */
    ChildProcess booked(String parts) throws IOException {
        return start("booked-" + parts, BookedMain.class, parts, book().toString());
    }

    private ChildProcess start(String name, Class<?> main, String... arguments) throws IOException {
        return ChildCommand.java(JVM, main, arguments).in(folder).merged().start(name);
    }

    /** What {@link BookedMain} writes. */
    Path book() {
        return folder.resolve("received.txt");
    }

    /** Writes the certificates of a server of this machine for a program that is not ours: CA, certificate, key. */
    List<Path> serverFiles() throws Exception {
        DevelopmentAuthority authority = workspace.authority();
        Identity server = authority.serverIdentity(ServerNames.local(List.of()));
        return List.of(
                pem("server-ca.pem", "CERTIFICATE", authority.certificate().getEncoded()),
                pem("server.pem", "CERTIFICATE", server.certificate().getEncoded()),
                pem("server.key", "PRIVATE KEY", server.privateKey().getEncoded()));
    }

    private Path pem(String name, String label, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
