package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.PemFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code aroma product}, alone and beside a demo that runs. */
@ExtendWith(SharedDemo.class)
class ProductsTest {
    private static final String PRODUCT = "x2lmj5npsktbuik9";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    private static AromaRun product(Path data, String... line) {
        String[] all = Arrays.copyOf(line, line.length + 3);
        System.arraycopy(line, 0, all, 1, line.length);
        all[0] = "product";
        all[line.length + 1] = "--data";
        all[line.length + 2] = data.toString();
        return AromaRun.here(all);
    }

    /** A connection without SNI, as the name is an address: to the default product. */
    private static MqttConnection connect(RunningDemo demo, Optional<String> token) throws AromaException {
        Path ca = Path.of(demo.endpoints().text(Endpoints.PRODUCTS, "ca").orElseThrow());
        Endpoint endpoint = new Endpoint(
                demo.endpoints().text(Endpoints.PRODUCTS, "host").orElseThrow(),
                demo.endpoints().number(Endpoints.PRODUCTS, "mqtt").orElseThrow(),
                Optional.of(ClientTls.of(PemFiles.readCertificates(ca), Optional.empty())),
                token.map(t -> new Endpoint.Login("007", t)));
        return MqttConnection.connect(endpoint, "007", TIMEOUT);
    }

    private static BlockingQueue<String> listen(MqttConnection client, String filter) throws AromaException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        MqttConnection.await(client.subscribe(
                TopicFilter.of(filter),
                QoS.AT_MOST_ONCE,
                message ->
                        received.add(message.topic() + " " + message.payload().text())));
        return received;
    }

    private static String next(BlockingQueue<String> received) throws InterruptedException {
        return String.valueOf(received.poll(20, TimeUnit.SECONDS));
    }

    private static String activate(RunningDemo demo) throws Exception {
        try (MqttConnection client = connect(demo, Optional.empty())) {
            BlockingQueue<String> answers = listen(client, "activate/007");
            MqttConnection.await(client.publish(Message.of("activate", "007", QoS.AT_LEAST_ONCE)));
            String answer = next(answers);
            assertTrue(answer.matches("activate/007 [0-9a-f]{40}"), answer);
            return answer.substring("activate/007 ".length());
        }
    }

    private static String status(RunningDemo demo) {
        return product(demo.data(), "device", "show", PRODUCT, "007")
                .exits(0)
                .out()
                .get(0)
                .replaceFirst("  since .*", "");
    }

    @Test
    void theWholeLifeOfADevice(RunningDemo demo) throws Exception {
        assertEquals("007  notactivated", status(demo));
        String token = activate(demo);
        assertEquals("007  activated", status(demo));
        try (MqttConnection device = connect(demo, Optional.of(token))) {
            BlockingQueue<String> received = listen(device, "007/#");
            MqttConnection.await(device.publish(Message.of("007/temperature", "32", QoS.AT_LEAST_ONCE)));
            assertEquals("007/temperature 32", next(received));
            product(demo.data(), "write", PRODUCT, "007", "temperature", "212").exits(0);
            assertEquals("007/temperature 212", next(received));
        }
        JsonNode served = products(demo).path(0);
        assertEquals(
                PRODUCT + " classic",
                served.path("product").asText() + " " + served.path("profile").asText());
        JsonNode temperature = served.at("/devices/0/resources/0");
        assertEquals(
                "temperature float 212 platform 32",
                temperature.path("alias").asText() + " "
                        + temperature.path("format").asText() + " "
                        + temperature.path("value").asText() + " "
                        + temperature.path("from").asText() + " "
                        + temperature.at("/before/0/value").asText());
        product(demo.data(), "device", "reset", PRODUCT, "007").exits(0);
        demo.process().err().await("was reset: its token has ended");
        AromaException e = assertThrows(
                AromaException.class, () -> connect(demo, Optional.of(token)).close());
        assertEquals(AromaException.Kind.REFUSED, e.kind(), e::getMessage);
        assertFalse(String.join("\n", demo.process().err().from(0)).contains(token), "the token is in the log");
    }

    private static JsonNode products(RunningDemo demo) throws Exception {
        String base = demo.endpoints().text(Endpoints.DASHBOARD).orElseThrow();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/api/products"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void theEndpointsFileNamesTheHosts(RunningDemo demo) {
        assertEquals(
                Optional.of("mqtt-" + PRODUCT + ".hosted.exosite.io"),
                demo.endpoints().texts(Endpoints.PRODUCTS, "names").stream().findFirst());
    }

    @Test
    void productsAndDevicesAreAddedAndListed() throws Exception {
        product(folder, "add", "lamps", "--profile", "provision", "--resource", "state=integer")
                .exits(0)
                .says("Its devices connect as lamps.m2.exosite.io");
        assertEquals(
                "[l1  notactivated]",
                product(folder, "device", "add", "lamps", "l1").exits(0).out().stream()
                        .map(line -> line.replaceFirst("  since .*", ""))
                        .toList()
                        .toString());
        assertTrue(product(folder, "write", "lamps", "l1", "state", "3")
                .exits(0)
                .out()
                .get(0)
                .matches("state  integer  3  \\S+  from the platform"));
        AromaRun list = product(folder, "list").exits(0);
        assertTrue(list.out().contains("lamps  provision  lamps.m2.exosite.io"), list::toString);
        assertTrue(list.out().contains("  l1  notactivated"), list::toString);
        JsonNode json = new ObjectMapper()
                .readTree(product(folder, "list", "--json").exits(0).out().get(0));
        assertEquals("lamps", json.path("product").asText());
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        product(folder, "add", "A").fails(3, "product 'A': use 1 to 40 of a-z and 0-9");
        product(folder, "add", PRODUCT).fails(3, "product '" + PRODUCT + "' is there already");
        product(folder, "device", "add", "nothing", "1").fails(3, "there is no product 'nothing'");
        product(folder, "device", "show", PRODUCT, "nobody").fails(3, "has no device 'nobody'");
        product(folder, "write", PRODUCT, "007", "temperature", "warm").fails(3, "'warm' is no float");
        product(folder, "add", "x", "--profile", "z").exits(2);
    }
}
