package io.aromabridge.http;

import static io.aromabridge.http.TestEndpoints.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import io.aromabridge.testing.log.LogLines;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static HttpServer serving(SampleSource... sources) throws Exception {
        return HttpServer.start(HttpOptions.on("127.0.0.1", 0).withMetrics(List.of(sources)));
    }

    private static PrometheusText scrape(HttpServer server) throws Exception {
        HttpResponse<String> response = new Client(server).get("/metrics");
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                response.headers().firstValue("content-type").orElse(""));
        return PrometheusText.parse(response.body());
    }

    private static Sample received(String listener, double value) {
        return Sample.counter("aroma_broker_received_messages_total", "Messages taken from clients.", value)
                .with("listener", listener);
    }

    @Test
    void showsHelpAndTypeAndAllSamplesOfANameTogether() throws Exception {
        SampleSource local =
                () -> List.of(received("local", 12), Sample.gauge("aroma_bridge_queue_messages", "Waiting.", 3));
        SampleSource cloud = () -> List.of(received("cloud", 1e12));
        try (HttpServer server = serving(local, cloud)) {
            PrometheusText text = scrape(server);
            assertEquals("counter", text.types().get("aroma_broker_received_messages_total"));
            assertEquals("Messages taken from clients.", text.helps().get("aroma_broker_received_messages_total"));
            assertEquals("gauge", text.types().get("aroma_bridge_queue_messages"));
            assertEquals(
                    Map.of("local", 12.0, "cloud", 1e12),
                    text.of("aroma_broker_received_messages_total").stream()
                            .collect(Collectors.toMap(
                                    line -> line.labels().getOrDefault("listener", ""), PrometheusText.Line::value)));
            assertEquals(
                    List.of(new PrometheusText.Line("aroma_bridge_queue_messages", Map.of(), 3)),
                    text.of("aroma_bridge_queue_messages"));
        }
    }

    @Test
    void escapesLabelsAndHelp() throws Exception {
        String odd = "say \"hi\"\nC:\\new {a=\"b\"},\u00e9\u9999\ud83d\ude00\t}";
        Sample sample = Sample.gauge("aroma_odd", "Two\nlines and a \\", 1)
                .with("a", odd)
                .with("b", "")
                .with("c", "\\");
        try (HttpServer server = serving(() -> List.of(sample))) {
            PrometheusText text = scrape(server);
            assertEquals(
                    List.of(new PrometheusText.Line("aroma_odd", Map.of("a", odd, "b", "", "c", "\\"), 1)),
                    text.of("aroma_odd"));
            assertEquals("Two\nlines and a \\", text.helps().get("aroma_odd"));
        }
    }

    @Test
    void servesOpenMetricsToAClientThatAcceptsItAndNeverProtobuf() throws Exception {
        try (HttpServer server = serving(() -> List.of(received("local", 1)))) {
            Client client = new Client(server);
            HttpResponse<String> open =
                    client.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
            assertTrue(open.headers().firstValue("content-type").orElse("").startsWith("application/openmetrics-text"));
            assertTrue(open.body().endsWith("# EOF\n"), open.body());
            assertTrue(open.body().contains("# TYPE aroma_broker_received_messages counter\n"), open.body());
            HttpResponse<String> text = client.get(
                    "/metrics",
                    "Accept",
                    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,*/*;q=0.1");
            assertEquals(200, text.statusCode());
            assertFalse(PrometheusText.parse(text.body())
                    .of("aroma_broker_received_messages_total")
                    .isEmpty());
        }
    }

    @Test
    void servesHeapCpuTimeAndUptimeOfTheProcess() throws Exception {
        try (HttpServer server = serving()) {
            PrometheusText text = scrape(server);
            Set<String> names =
                    text.lines().stream().map(PrometheusText.Line::name).collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            "aroma_process_cpu_seconds_total",
                            "aroma_process_heap_max_bytes",
                            "aroma_process_heap_used_bytes",
                            "aroma_process_uptime_seconds"),
                    names);
            text.lines().forEach(line -> assertTrue(line.value() > 0, line.toString()));
            assertEquals(names, text.types().keySet());
            assertEquals(names, text.helps().keySet());
        }
    }

    @Test
    void leavesOutASourceThatThrowsAndLogsItOnce() throws Exception {
        SampleSource broken = () -> {
            throw new IllegalStateException("closed");
        };
        try (HttpServer server = serving(broken, () -> List.of(received("local", 1)));
                LogLines logged = warnings()) {
            assertEquals(
                    1, scrape(server).of("aroma_broker_received_messages_total").size());
            scrape(server);
            assertEquals(1, logged.texts().size(), logged.texts().toString());
            assertTrue(
                    logged.texts().get(0).endsWith(": closed"), logged.texts().toString());
        }
    }

    @Test
    void leavesOutAMetricThatBreaksTheRulesAndKeepsTheOthers() throws Exception {
        SampleSource source = () -> List.of(
                Sample.gauge("aroma_twice", "Two alike.", 1).with("a", "b"),
                Sample.gauge("aroma_twice", "Two alike.", 2).with("a", "b"),
                Sample.gauge("aroma_reserved", "A reserved label.", 1).with("__a", "b"),
                Sample.counter("aroma_negative_total", "Less than nothing.", -1),
                Sample.gauge("aroma_clash", "Alike but for the end.", 1),
                Sample.counter("aroma_clash_total", "Alike but for the end.", 2),
                Sample.gauge("aroma_nothing", "No number.", Double.NaN),
                received("local", 1));
        try (HttpServer server = serving(source);
                LogLines logged = warnings()) {
            PrometheusText text = scrape(server);
            Set<String> names = text.lines().stream()
                    .map(PrometheusText.Line::name)
                    .filter(name -> !name.startsWith("aroma_process_"))
                    .collect(Collectors.toSet());
            assertEquals(Set.of("aroma_clash", "aroma_nothing", "aroma_broker_received_messages_total"), names);
            assertEquals(4, logged.texts().size(), logged.texts().toString());
            for (String name : List.of("aroma_twice", "aroma_reserved", "aroma_negative_total", "aroma_clash_total")) {
                assertTrue(
                        logged.texts().stream().anyMatch(line -> line.contains(" " + name + " ")),
                        name + " in " + logged.texts());
            }
        }
    }
}
