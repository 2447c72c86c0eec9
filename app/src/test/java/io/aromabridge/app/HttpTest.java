package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the demo serves over HTTP, and what the documentation says of it. */
@ExtendWith(SharedDemo.class)
class HttpTest {
    private static final Path DOCUMENTATION = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(aroma_[a-z_]+)` \\| (\\w+) \\| (.*?) \\| (.*) \\|$");
    private static final Pattern HEAD = Pattern.compile("(?m)^# (HELP|TYPE) (\\S+) (.*)$");

    private static HttpResponse<String> get(RunningDemo demo, String path) throws Exception {
        String base = demo.endpoints().text(Endpoints.DASHBOARD).orElseThrow();
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theTableOfMetricsIsWhatIsServed(RunningDemo demo) throws Exception {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENTATION));
        while (row.find()) {
            documented.put(row.group(1), row.group(2) + ": " + row.group(4));
        }
        Map<String, String> types = new TreeMap<>();
        Map<String, String> served = new TreeMap<>();
        Matcher head = HEAD.matcher(get(demo, "/metrics").body());
        while (head.find()) {
            (head.group(1).equals("TYPE") ? types : served).put(head.group(2), head.group(3));
        }
        served.replaceAll((name, help) -> types.get(name) + ": " + help);
        assertEquals(documented, served);
    }

    @Test
    void anIdleSystemIsHealthy(RunningDemo demo) throws Exception {
        HttpResponse<String> health = get(demo, "/healthz");
        assertEquals("200 {\"status\":\"ok\"}", health.statusCode() + " " + health.body());
    }

    @Test
    void theStateNamesEveryPart(RunningDemo demo) throws Exception {
        String state = get(demo, "/api/state").body();
        for (String part : new String[] {"\"broker\":", "\"bridge\":", "\"cloud\":", "\"devices\":", "ASN2A00002"}) {
            assertTrue(state.contains(part), part + " is not in " + state);
        }
    }

    @Test
    void theJournalTellsTheWayThereAndBack(RunningDemo demo) throws Exception {
        CountDownLatch back = new CountDownLatch(2);
        try (MqttConnection client = demo.local("http-test")) {
            MqttConnection.await(client.subscribe(TopicFilter.of("aromabridge/canary/back"), QoS.AT_LEAST_ONCE, m -> {
                if (m.payload().text().startsWith("of the http test")) {
                    back.countDown();
                }
            }));
            // When the second is back, all that the first left in the journal stands there.
            for (String number : List.of("1", "2")) {
                MqttConnection.await(client.publish(
                        Message.of("aromabridge/canary/out", "of the http test " + number, QoS.AT_LEAST_ONCE)));
            }
            assertTrue(back.await(10, TimeUnit.SECONDS), () -> back.getCount() + " of 2 did not come back");
        }
        String journal = get(demo, "/api/journal").body();
        for (String topic : List.of("out", "back")) {
            Pattern hop = Pattern.compile(
                    "\\{[^}]*\"topic\":\"aromabridge/canary/" + topic + "\"[^}]*\"payload\":\"of the http test 1\"");
            assertTrue(hop.matcher(journal).find(), topic + " is not in " + journal);
        }
    }
}
