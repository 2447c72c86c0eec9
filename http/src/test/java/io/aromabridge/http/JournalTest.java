package io.aromabridge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.100Z");

    private final Journal journal = Journal.inMemory(12_000);
    private final HttpServer server;
    private final Client client;

    JournalTest() throws Exception {
        server = HttpServer.start(HttpOptions.on("127.0.0.1", 0).withJournal(journal));
        client = new Client(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void record(String place, String clientId, String topic, String note) {
        journal.record(
                new Hop(AT, Hop.Step.RECEIVED, place, clientId, Message.of(topic, "{}", QoS.AT_MOST_ONCE), note));
    }

    private List<String> notes(String query) throws Exception {
        HttpResponse<String> response = client.get("/api/journal" + query);
        assertEquals(200, response.statusCode(), response.body());
        List<String> notes = new ArrayList<>();
        Client.json(response).forEach(hop -> notes.add(hop.get("note").asText()));
        return notes;
    }

    private void refused(String query, String error) throws Exception {
        HttpResponse<String> response = client.get("/api/journal" + query);
        assertEquals(400, response.statusCode(), response.body());
        String told = Client.json(response).get("error").asText();
        assertTrue(told.contains(error), told);
    }

    @Test
    void isAnEmptyListWhenNothingHappened() throws Exception {
        assertEquals("[]", client.get("/api/journal").body());
    }

    @Test
    void servesAllFieldsOfAHop() throws Exception {
        journal.record(new Hop(
                AT,
                Hop.Step.IN_FLIGHT,
                "bridge",
                "link-1",
                Message.of("a/\u00e9/\"b\"", "\u0001\u00e9\\" + "x".repeat(300), QoS.AT_LEAST_ONCE),
                "two\nlines"));
        JsonNode hop = Client.json(client.get("/api/journal")).get(0);
        assertEquals("2026-03-04T05:06:07.100Z", hop.get("at").asText());
        assertEquals("in_flight", hop.get("step").asText());
        assertEquals("bridge", hop.get("place").asText());
        assertEquals("link-1", hop.get("client").asText());
        assertEquals("a/\u00e9/\"b\"", hop.get("topic").asText());
        assertEquals(1, hop.get("qos").asInt());
        assertEquals("false", hop.get("retained").toString());
        assertEquals(
                "\\x01\\xc3\\xa9\\\\" + "x".repeat(196) + "\u2026",
                hop.get("payload").asText());
        assertEquals(304, hop.get("bytes").asInt());
        assertEquals("two\nlines", hop.get("note").asText());
        assertEquals(10, hop.size(), hop.toString());
    }

    @Test
    void keepsTheHopsOfADeviceByTopicLevelPlaceOrClient() throws Exception {
        record("broker", "phone", "aromajoin/aromashooter/ASN1/command", "level");
        record("ASN1", "", "x", "place");
        record("broker", "ASN1", "x", "client");
        record("broker", "phone", "aromajoin/aromashooter/ASN10/command", "other");
        record("broker", "a b&c", "x", "odd name");
        assertEquals(List.of("level", "place", "client"), notes("?device=ASN1"));
        assertEquals(List.of("odd name"), notes("?device=a+b%26c"));
        assertEquals(List.of(), notes("?device=asn1"));
        assertEquals(List.of("place", "client"), notes("?limit=2&device=ASN1"));
    }

    @Test
    void servesTheNewestHopsInTheOrderOfTheirTime() throws Exception {
        for (int i = 0; i < 11_000; i++) {
            record("broker", "", "x", String.valueOf(i));
        }
        assertEquals(List.of("10999"), notes("?limit=1"));
        List<String> usual = notes("");
        assertEquals(200, usual.size());
        assertEquals("10800", usual.get(0));
        List<String> most = notes("?limit=10000");
        assertEquals(10_000, most.size());
        assertEquals("1000", most.get(0));
        assertEquals("10999", most.get(9_999));
    }

    @Test
    void refusesABadParameterWithTheReason() throws Exception {
        for (String bad : List.of("0", "10001", "-1", "x", "1.0", "99999999999999999999", "%201", "0x1")) {
            refused("?limit=" + bad, "is no whole number from 1 to 10000");
        }
        refused("?limit=", "limit is empty");
        refused("?limit=1&limit=2", "limit is given 2 times");
        refused("?device=", "device is empty");
        refused("?device", "device is empty");
        refused("?devcie=ASN1", "parameter devcie is unknown here");
    }
}
