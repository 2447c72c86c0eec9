package io.aromabridge.app.run;

import io.aromabridge.app.Release;
import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.app.config.BrokerSection;
import io.aromabridge.app.config.CloudSection;
import io.aromabridge.app.config.Configuration;
import io.aromabridge.app.config.SimulatorSection;
import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeSettings;
import io.aromabridge.broker.EventLoops;
import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.aws.AwsIotOptions;
import io.aromabridge.cloud.aws.AwsIotStandIn;
import io.aromabridge.cloud.aws.ThingRegistry;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.simulator.Simulation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the components of an installation from its configuration, and makes their keys and passwords on first run. */
public final class ComponentFactory {
    /** The thing of the simulated devices. */
    private static final String SIMULATOR = "simulator";

    private final Installation installation;
    private final Configuration configuration;
    private final Workspace workspace;
    private final ThingRegistry registry;
    private final Telemetry telemetry;

    /**
     * Nothing is started yet.
     *
     * @param telemetry collects metrics, health checks and state of the components
     */
    public ComponentFactory(Installation installation, Telemetry telemetry) {
        this.installation = installation;
        this.configuration = installation.configuration();
        this.workspace = installation.workspace();
        this.telemetry = telemetry;
        this.registry = new ThingRegistry(
                configuration.cloud().registry().orElse(workspace.registryFolder()), installation.clock());
    }

    /** The stand-in's registry. */
    public ThingRegistry registry() {
        return registry;
    }

    /**
     * Starts the local broker, which is added to what runs. From then on SIGHUP does not end the process any more.
     *
     * @param bridge the bridge's side: it has each message before its publisher is acknowledged
     * @param loops its threads, to be closed after it
     */
    public MqttBroker broker(MessageSink bridge, EventLoops loops, Running running) throws AromaException {
        BrokerSection section = configuration.broker();
        if (section.passwordFile().isEmpty()) {
            workspace.makeDemoUser();
        }
        Path passwords = section.passwordFile().orElse(workspace.passwordFile());
        AccessFiles access = AccessFiles.read(section, passwords, installation.clock());
        running.add(access::close);
        LocalListeners listeners =
                new LocalListeners(section, this, installation.clock(), access, telemetry.tap(bridge));
        SessionStore sessions = LocalSessions.open(installation, telemetry, running);
        MqttBroker broker =
                MqttBroker.start(listeners.all(), installation.journal(), installation.clock(), sessions, loops);
        running.add(broker::close);
        access.closeRevokedBy(broker::closeRevoked);
        Signals.onHangup(access::reload);
        if (!section.sysInterval().isZero()) {
            broker.publishSys("Aromabridge " + Release.version(), section.sysInterval(), installation.clock());
        }
        telemetry.measure(broker::samples);
        broker.healthChecks().forEach(telemetry::check);
        telemetry.state(
                "broker", () -> Map.of("port", port(broker), "connections", StateJson.connections(broker.samples())));
        return broker;
    }

    /**
     * Reads the password file and the ACL files that are configured.
     *
     * @throws AromaException CONFIGURATION, with everything that is wrong in them
     */
    public static void checkAccessFiles(Configuration configuration) throws AromaException {
        AccessFiles.check(configuration.broker());
    }

    /** The development authority; made if it is not there. */
    DevelopmentAuthority authority() throws AromaException {
        return workspace.authority();
    }

    /** The development server certificate, for every TLS port of this machine; made anew when its names change. */
    Identity serverIdentity() throws AromaException {
        return authority()
                .serverIdentity(ServerNames.local(configuration.cloud().names()));
    }

    /**
     * Makes sure that the local broker will let the simulated devices in.
     *
     * @throws AromaException CONFIGURATION if their user is not in the broker's own password file
     */
    public void requireDeviceUser() throws AromaException {
        Optional<Path> own = configuration.broker().passwordFile();
        if (own.isEmpty()) {
            return;
        }
        Endpoint.Login login = simulatorLocal(Optional.empty()).login().orElseThrow();
        if (!PasswordFile.read(own.get())
                .verify(login.userName(), login.password().getBytes(StandardCharsets.UTF_8))) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "the simulated devices connect as user '" + login.userName() + "', whom " + own.get()
                            + " does not have with that password; set simulator.local.user-name and"
                            + " simulator.local.password-file to one whom it has");
        }
    }

    /** The port of the local broker. */
    public static int port(MqttBroker broker) {
        return broker.port(LocalListeners.TCP);
    }

    /** The local broker in the endpoints file. */
    public Endpoints localEndpoints(MqttBroker broker) {
        BrokerSection section = configuration.broker();
        SimulatorSection.Local user = configuration.simulator().local();
        Endpoints endpoints =
                Endpoints.empty().local(ClientAddress.forClients(section.host()), port(broker), webSocketPort(broker));
        Optional<Path> password = section.passwordFile().isPresent()
                ? user.passwordFile()
                : Optional.of(user.passwordFile().orElse(workspace.demoPasswordFile()));
        password.ifPresent(file ->
                endpoints.localUser(user.userName(), file.toAbsolutePath().normalize()));
        return endpoints;
    }

    private Optional<Integer> webSocketPort(MqttBroker broker) {
        return configuration.broker().webSocket().enabled()
                ? Optional.of(broker.port(LocalListeners.WEBSOCKET))
                : Optional.empty();
    }

    /** Starts the stand-in for AWS IoT Core. */
    public AwsIotStandIn cloud() throws AromaException {
        CloudSection section = configuration.cloud();
        AwsIotOptions options = new AwsIotOptions(
                section.host(),
                section.port(),
                section.alpnPort(),
                serverIdentity(),
                section.sni(),
                registry,
                Set.of(SIMULATOR));
        AwsIotStandIn cloud = AwsIotStandIn.start(options, installation.journal(), installation.clock());
        telemetry.measure(cloud::samples);
        telemetry.state(
                "cloud",
                () -> Map.of(
                        "port", cloud.port(),
                        "alpnPort", cloud.alpnPort(),
                        "connections", StateJson.connections(cloud.samples())));
        return cloud;
    }

    /** The files of a thing of the stand-in; made and registered if they are not. */
    public DeviceFiles thing(String name) throws AromaException {
        return workspace.thing(name, registry);
    }

    /**
     * A bridge that is not started, with what waits in its queue from before; {@code running} closes it.
     *
     * @param boundPort the port of a stand-in in this process, which holds unless the configuration gives another
     * @throws AromaException FAILED if the queue's folder cannot be used, or another bridge uses it
     */
    public Bridge bridge(Optional<Integer> boundPort, Running running) throws AromaException {
        BridgeSection section = configuration.bridge();
        Endpoint endpoint = cloudEndpoint("bridge.cloud", section.cloud(), boundPort, "bridge");
        BridgeSettings settings = BridgeWiring.settings(
                section, BridgeWiring.withAlpn(section, endpoint), workspace.queueFolder(section.name()));
        Bridge bridge = BridgeWiring.open(settings, installation);
        running.add(bridge::close);
        FanOutWiring.watch(section, settings.routes(), running);
        telemetry.measure(bridge);
        bridge.healthChecks().forEach(telemetry::check);
        telemetry.state("bridge", () -> StateJson.bridge(bridge.status(), settings.routes()));
        return bridge;
    }

    /**
     * Watches with canaries whether messages go the whole way, if the routes take them there and back.
     *
     * @param local the local broker
     */
    public void watchCanary(Endpoint local, Running running) {
        if (Canary.isRouted(configuration.bridge())) {
            CanaryWatch watch = CanaryWatch.start(
                    timeout -> Canary.fly(local, installation.random(), timeout), installation.clock());
            telemetry.check(watch.check());
            running.add(watch::close);
        }
    }

    /** Adds the devices to what others may see. */
    void observe(Simulation simulation) {
        telemetry.measure(simulation);
        telemetry.devices(simulation::status);
    }

    /** The local broker of another process, for the bridge. */
    public Endpoint bridgeLocal() throws AromaException {
        BridgeSection.Local local = configuration.bridge().local();
        return localEndpoint(local.host(), local.port(), local.userName(), local.passwordFile());
    }

    /** The local broker, for the simulated devices and the commands. */
    public Endpoint simulatorLocal(Optional<Integer> boundPort) throws AromaException {
        SimulatorSection.Local local = configuration.simulator().local();
        int port = boundPort
                .filter(unused -> !configuration.isSet("simulator.local.port"))
                .orElse(local.port());
        return localEndpoint(local.host(), port, local.userName(), local.passwordFile());
    }

    /** The cloud, for the simulated devices. */
    public Endpoint simulatorCloud(Optional<Integer> boundPort) throws AromaException {
        return cloudEndpoint("simulator.cloud", configuration.simulator().cloud(), boundPort, SIMULATOR);
    }

    private Endpoint localEndpoint(String host, int port, String user, Optional<Path> passwordFile)
            throws AromaException {
        if (passwordFile.isEmpty()) {
            workspace.makeDemoUser();
        }
        String password = SecretFile.read(passwordFile.orElse(workspace.demoPasswordFile()));
        return new Endpoint(host, port, Optional.empty(), Optional.of(new Endpoint.Login(user, password)));
    }

    /** With the configured files, or those of a thing of the stand-in. */
    private Endpoint cloudEndpoint(
            String section, Configuration.CloudAddress address, Optional<Integer> boundPort, String thing)
            throws AromaException {
        int port = boundPort
                .filter(unused -> !configuration.isSet(section + ".port"))
                .orElse(address.port());
        ClientTls tls;
        if (address.certificate().isPresent() && address.privateKey().isPresent()) {
            Path ca = address.ca()
                    .orElseThrow(() -> new AromaException(
                            Kind.CONFIGURATION,
                            section + ".ca is missing: with " + section
                                    + ".certificate it must name the cloud's root certificate, AmazonRootCA1.pem"));
            tls = PemFiles.readClientTls(ca, address.certificate(), address.privateKey(), installation.clock());
        } else {
            DeviceFiles files = thing(thing);
            tls = PemFiles.readClientTls(
                    address.ca().orElse(files.ca()),
                    Optional.of(files.certificate()),
                    Optional.of(files.privateKey()),
                    installation.clock());
        }
        return new Endpoint(address.host(), port, Optional.of(tls), Optional.empty());
    }
}
