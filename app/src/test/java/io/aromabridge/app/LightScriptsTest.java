package io.aromabridge.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.LightSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testing.process.OutputLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two traffic lights that were written for two Raspberry Pis with a Sense HAT, as seed 002, against a demo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LightScriptsTest {
    private static final String USER = "sofiene";
    private static final int SECONDS = 10;

    private Optional<RunningDemo> started = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        new PasswordFileEditor(new SecureRandom()).set(folder.resolve("users"), USER, USER.getBytes(UTF_8));
        Files.writeString(folder.resolve("sofiene.password"), USER + "\n");
        Files.writeString(
                folder.resolve("aroma.yaml"),
                "broker: {password-file: users}\n"
                        + "simulator: {lights: [], shooters: [], local: {user-name: sofiene, password-file:"
                        + " sofiene.password}}\n");
        started = Optional.of(RunningDemo.start(folder));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    private RunningDemo demo() {
        return started.orElseThrow();
    }

    private int port() {
        return demo().endpoints().number(Endpoints.LOCAL, "mqtt").orElseThrow();
    }

    private LightScript script(String name) throws IOException, InterruptedException {
        LightScript.require();
        LightScript script =
                LightScript.start(name, demo().data().resolve("endpoints.json").toAbsolutePath(), port());
        String unused = script.out().await("^Connected with result code 0$");
        return script;
    }

    private Simulation ours(LightRole role) throws Exception {
        Endpoint endpoint =
                new Endpoint("127.0.0.1", port(), Optional.empty(), Optional.of(new Endpoint.Login(USER, USER)));
        Simulation simulation = Simulation.builder(unused -> {}, new Random(1))
                .device(new LightSpec("our-" + role.text(), role, Side.LOCAL))
                .endpoint(Side.LOCAL, endpoint)
                .start();
        simulation.ready().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        return simulation;
    }

    /** Each message as a line: topic, a space, text. */
    private static OutputLines heard(MqttConnection client, String... filters) throws Exception {
        OutputLines lines = new OutputLines(String.join(" ", filters));
        for (String filter : filters) {
            MqttConnection.await(client.subscribe(
                    TopicFilter.of(filter),
                    QoS.AT_MOST_ONCE,
                    message ->
                            lines.add(message.topic() + " " + message.payload().text())));
        }
        return lines;
    }

    private static List<String> on(String topic, OutputLines wire) {
        return wire.from(0).stream().filter(line -> line.startsWith(topic)).toList();
    }

    private String lightInState(String name) throws Exception {
        String base = demo().endpoints().text(Endpoints.DASHBOARD).orElseThrow();
        String state = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/api/state")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        var light = Pattern.compile("\\{\"name\":\"" + name + "\"[^}]*}").matcher(state);
        assertTrue(light.find(), () -> name + " is not in " + state);
        return light.group();
    }

    private static String awaitState(OutputLines states, String light, boolean connected, String colour)
            throws InterruptedException {
        return states.await("^aromabridge/devices/light/" + light + "/state .*\"connected\": " + connected + ".*\\[\""
                + colour + "\"\\]");
    }

    /** The second light shows a colour, and the first the other one; they print what they hear, as ever. */
    private static void awaitTurn(String own, String other, LightScript first, LightScript second)
            throws InterruptedException {
        // The original prints a space behind its green.
        String unused = first.out().await("^light 1 " + own + (own.equals("green") ? " $" : "$"));
        unused = second.out().await("^light 2 " + other + "$");
    }

    @Test
    void theScriptsShowOppositeColoursAndAreSeenAsLights() throws Exception {
        try (MqttConnection watcher = demo().local("watcher");
                LightScript first = script("client1");
                LightScript second = script("client2")) {
            OutputLines wire = heard(watcher, "light1", "light2");
            OutputLines states = heard(watcher, "aromabridge/devices/light/+/state");
            awaitTurn("red", "green", first, second);
            String unused = awaitState(states, "client2", true, "#f80000");
            unused = awaitState(states, "client1", true, "#00fc00");
            awaitTurn("green", "red", first, second);
            unused = awaitState(states, "client2", true, "#00fc00");
            unused = awaitState(states, "client1", true, "#f80000");
            unused = wire.await("^light2 red$");
            assertEquals(
                    List.of("light1 red", "light1 green"), on("light1", wire).subList(0, 2));
            assertEquals(
                    List.of("light2 green", "light2 red"), on("light2", wire).subList(0, 2));
            for (String name : List.of("client1", "client2")) {
                String light = lightInState(name);
                assertTrue(
                        light.matches(".*\"role\":\"script\",\"side\":\"local\",\"connected\":true,\"colours\":"
                                + "\\[\"#(f80000|00fc00)\"]}"),
                        light);
            }
            assertEquals(List.of(), first.err().from(0));
            assertEquals(List.of(), second.err().from(0));

            first.kill();
            unused = awaitState(states, "client1", false, "#000000");
            assertTrue(lightInState("client1").contains("\"connected\":false"), () -> "client1 is still there");
        }
    }

    @Test
    void ourFirstLightAnswersTheirSecond() throws Exception {
        try (MqttConnection watcher = demo().local("watcher");
                Simulation ours = ours(LightRole.CLIENT1);
                LightScript second = script("client2")) {
            OutputLines wire = heard(watcher, "light1", "light2");
            String unused = second.out().await("^light 2 green$");
            unused = wire.await("^light2 green$");
            assertEquals("light2 green", on("light2", wire).get(0));
            assertEquals(LightRole.CLIENT1, ours.lights().get(0).role());
        }
    }

    @Test
    void theirFirstLightAnswersOurSecondAndIgnoresEverythingElse() throws Exception {
        try (MqttConnection watcher = demo().local("watcher");
                LightScript first = script("client1")) {
            OutputLines wire = heard(watcher, "light2");
            for (Payload odd : List.of(
                    Payload.of("RED"), Payload.of("yellow"), Payload.EMPTY, Payload.copyOf(new byte[] {-1, 0}))) {
                MqttConnection.await(
                        watcher.publish(new Message(TopicName.of("light1"), odd, QoS.AT_LEAST_ONCE, false)));
            }
            try (Simulation ours = ours(LightRole.CLIENT2)) {
                String unused = wire.await("^light2 green$");
                assertEquals(LightRole.CLIENT2, ours.lights().get(0).role());
            }
            String unused = first.out().await("^light 1 red$");
            assertEquals(
                    List.of("Connected with result code 0", "light 1 red"),
                    first.out().from(0).subList(0, 2));
            assertEquals("light2 green", wire.from(0).get(0));
            assertEquals(List.of(), first.err().from(0));
        }
    }

    /** CONNECT with an empty client identifier and SUBSCRIBE to light1 in one segment, as paho-mqtt sends them. */
    private static byte[] connectAndSubscribe(String user, String password) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x10, (byte) (16 + user.length() + password.length())});
        bytes.write(HexFormat.of().parseHex("00044d51545404c2003c0000"));
        for (String text : List.of(user, password)) {
            bytes.write(new byte[] {0, (byte) text.length()});
            bytes.write(text.getBytes(US_ASCII));
        }
        bytes.write(HexFormat.of().parseHex("820b000100066c6967687431"));
        bytes.write(0);
        return bytes.toByteArray();
    }

    private Socket sent(byte[] packets) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(SECONDS * 1000);
        socket.getOutputStream().write(packets);
        return socket;
    }

    private static String read(Socket socket, int count) throws IOException {
        return HexFormat.of().formatHex(socket.getInputStream().readNBytes(count));
    }

    @Test
    void twoThatSubscribeWithTheirConnectAndHaveNoNameAreBothServed() throws Exception {
        byte[] packets = connectAndSubscribe(USER, USER);
        try (Socket one = sent(packets);
                Socket other = sent(packets);
                MqttConnection watcher = demo().local("watcher")) {
            assertEquals("20020000" + "9003000100", read(one, 9));
            assertEquals("20020000" + "9003000100", read(other, 9));
            MqttConnection.await(watcher.publish(Message.of("light1", "blue", QoS.AT_LEAST_ONCE)));
            String blue = "300c00066c6967687431" + HexFormat.of().formatHex("blue".getBytes(US_ASCII));
            assertEquals(blue, read(one, 14));
            assertEquals(blue, read(other, 14));
        }
    }

    @Test
    void aWrongPasswordAndNoneAreRefused() throws Exception {
        try (Socket wrong = sent(connectAndSubscribe(USER, "wrong"));
                Socket anonymous = sent(HexFormat.of().parseHex("100c00044d5154540402003c0000"))) {
            for (Socket socket : List.of(wrong, anonymous)) {
                String answer = read(socket, 5);
                assertTrue(answer.matches("2002000[45]"), () -> "CONNACK and the end, not " + answer);
            }
        }
    }
}
