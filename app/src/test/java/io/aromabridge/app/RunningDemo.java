package io.aromabridge.app;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code aroma demo --ports auto} in a process of its own, ready, found by its endpoints file alone. */
final class RunningDemo implements AutoCloseable {
    /** As seed 000's program writes it, byte for byte. */
    static final String SEED_PAYLOAD = "{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path data;
    private final AromaProcess process;
    private final Endpoints endpoints;
    private final DiffusionTail diffusions;

    private RunningDemo(Path data, AromaProcess process) throws AromaException {
        this.data = data;
        this.process = process;
        this.endpoints = AromaProcess.endpoints(data.resolve("endpoints.json"));
        this.diffusions =
                DiffusionTail.of(Path.of(endpoints.text(Endpoints.DIFFUSIONS).orElseThrow()));
    }

    /** Starts it in a folder, and waits until it is ready. */
    static RunningDemo start(Path folder, String... options) throws IOException, InterruptedException, AromaException {
        List<String> arguments = new ArrayList<>(List.of("demo", "--ports", "auto", "--data", "data"));
        arguments.addAll(Arrays.asList(options));
        AromaProcess process = AromaProcess.serve(folder, arguments.toArray(String[]::new));
        try {
            process.awaitReady();
            return new RunningDemo(folder.resolve("data"), process);
        } catch (AromaException | InterruptedException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Its folder of {@code --data}. */
    Path data() {
        return data;
    }

    AromaProcess process() {
        return process;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    DiffusionTail diffusions() {
        return diffusions;
    }

    /** Connects to the local broker as the user demo. */
    MqttConnection local(String clientId) throws AromaException, IOException {
        Path passwordFile =
                Path.of(endpoints.text(Endpoints.LOCAL, "passwordFile").orElseThrow());
        Endpoint.Login login = new Endpoint.Login(
                endpoints.text(Endpoints.LOCAL, "username").orElseThrow(),
                Files.readString(passwordFile).strip());
        Endpoint endpoint = new Endpoint(
                endpoints.text(Endpoints.LOCAL, "host").orElseThrow(),
                endpoints.number(Endpoints.LOCAL, "mqtt").orElseThrow(),
                Optional.empty(),
                Optional.of(login));
        return MqttConnection.connect(endpoint, clientId, TIMEOUT);
    }

    /** Connects to the stand-in with the three certificate files. */
    MqttConnection cloud(String clientId) throws AromaException {
        Endpoint endpoint = new Endpoint(
                endpoints.text(Endpoints.CLOUD, "host").orElseThrow(),
                endpoints.number(Endpoints.CLOUD, "mqtt").orElseThrow(),
                Optional.of(PemFiles.readClientTls(
                        Path.of(endpoints.text(Endpoints.CLOUD, "ca").orElseThrow()),
                        endpoints.text(Endpoints.CLOUD, "certificate").map(Path::of),
                        endpoints.text(Endpoints.CLOUD, "privateKey").map(Path::of),
                        InstantSource.system())),
                Optional.empty());
        return MqttConnection.connect(endpoint, clientId, TIMEOUT);
    }

    /** The topic on which a shooter takes commands. */
    static String topic(String serial) {
        return DiffuseCommand.topic(serial).value();
    }

    /** Publishes to a shooter by way of the local broker, and waits for the acknowledgement. */
    void publish(String serial, String payload) throws AromaException, IOException {
        try (MqttConnection client = local("test-publisher")) {
            MqttConnection.await(client.publish(Message.of(topic(serial), payload, QoS.AT_LEAST_ONCE)));
        }
    }

    /**
     * Switches a channel off, so that the next command on it finds it idle.
     *
     * @return the place in the diffusion log behind that
     */
    int idle(String serial, int channel) throws AromaException, IOException, InterruptedException {
        int before = diffusions.count();
        publish(serial, new DiffuseCommand(channel, 0, 0, false).toPayload().text());
        diffusions.await(before, serial, Set.of("stopped"));
        return diffusions.count();
    }

    @Override
    public void close() {
        diffusions.close();
        process.close();
    }
}
