package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a dashboard made for mosquitto reads below $SYS. */
@Timeout(20)
class SysTest {
    private static final String ROOT = "$SYS/broker/";
    private static final int PUBLISH = 3;

    /** All that mosquitto 2.0.11 publishes, but its heap, its store's bytes, and what this broker does not have. */
    private static Set<String> names() {
        Stream<String> counters = Stream.of(
                "bytes/received",
                "bytes/sent",
                "clients/active",
                "clients/connected",
                "clients/disconnected",
                "clients/inactive",
                "clients/maximum",
                "clients/total",
                "messages/received",
                "messages/sent",
                "messages/stored",
                "publish/bytes/received",
                "publish/bytes/sent",
                "publish/messages/dropped",
                "publish/messages/received",
                "publish/messages/sent",
                "retained messages/count",
                "store/messages/count",
                "subscriptions/count",
                "uptime",
                "version");
        Stream<String> loads = Stream.of(
                        "bytes/received",
                        "bytes/sent",
                        "connections",
                        "messages/received",
                        "messages/sent",
                        "publish/dropped",
                        "publish/received",
                        "publish/sent",
                        "sockets")
                .flatMap(name -> Stream.of("1min", "5min", "15min").map(span -> "load/" + name + "/" + span));
        return Stream.concat(counters, loads).map(ROOT::concat).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads until every name has come and this topic has this value. */
    private static Map<String, String> readUntil(RawClient client, String topic, String value) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        while (!value.equals(seen.get(ROOT + topic)) || seen.size() < names().size()) {
            RawPacket packet = client.read(PUBLISH);
            seen.put(packet.topic(), packet.payload());
        }
        return seen;
    }

    @Test
    void mosquittosNamesAreThereWithTheirCounts() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient away = broker.client();
                RawClient dashboard = broker.client().connected("dashboard");
                RawClient other = broker.client().connected("other").subscribed("a/#", 1)) {
            away.send(RawClient.connect(4, 0, "away")).read(2);
            away.close();
            other.send(RawClient.publish(0x33, "a/kept", 1, "12345")).read(PUBLISH);
            broker.broker.publishSys("Aromabridge test", Duration.ofMillis(20), InstantSource.system());
            dashboard.subscribed("$SYS/#", 0);
            Map<String, String> seen = readUntil(dashboard, "clients/disconnected", "1");
            assertEquals(names(), new TreeSet<>(seen.keySet()));
            assertEquals("Aromabridge test", seen.get(ROOT + "version"));
            assertEquals("1", seen.get(ROOT + "publish/messages/received"));
            assertEquals("5", seen.get(ROOT + "publish/bytes/received"));
            assertEquals("3", seen.get(ROOT + "clients/total"));
            assertTrue(seen.getOrDefault(ROOT + "uptime", "").matches("\\d+ seconds"), seen.toString());
            assertTrue(Double.parseDouble(seen.get(ROOT + "load/publish/received/1min")) > 0, seen.toString());
            assertTrue(Long.parseLong(seen.get(ROOT + "bytes/received")) > 50, seen.toString());
        }
    }

    @Test
    void countsGoOn() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient dashboard = broker.client().connected("dashboard");
                RawClient other = broker.client().connected("other")) {
            broker.broker.publishSys("Aromabridge test", Duration.ofMillis(20), InstantSource.system());
            dashboard.subscribed(ROOT + "publish/messages/received", 0);
            assertEquals("0", dashboard.read(PUBLISH).payload());
            other.send(RawClient.publish(2, "a", 1, "x")).read(4);
            assertEquals("1", dashboard.read(PUBLISH).payload());
        }
    }

    @Test
    void nobodyElsePublishesThereButABridgeItsState() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient reader = broker.client().connected("reader").subscribed("$SYS/#", 1);
                RawClient liar = broker.client().connected("liar")) {
            liar.send(RawClient.publish(2, ROOT + "uptime", 1, "9 seconds")).read(4);
            liar.send(RawClient.publish(2, "$SYS", 2, "x")).read(4);
            liar.send(RawClient.publish(2, ROOT + "connection/roof/state", 3, "1"))
                    .read(4);
            RawPacket first = reader.read(PUBLISH);
            assertEquals(ROOT + "connection/roof/state", first.topic(), first.toString());
        }
    }
}
