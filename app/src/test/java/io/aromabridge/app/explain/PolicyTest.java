package io.aromabridge.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy allows what the routes need. */
class PolicyTest {
    private static final Arns ARNS = new Arns("us-west-2", "123456789012");
    private static final String PREFIX = "arn:aws:iot:us-west-2:123456789012:";

    private static JsonNode document(String clientId, Route... routes) throws Exception {
        Policy policy = Policy.of(ARNS, clientId, Routes.of(List.of(routes)));
        return new ObjectMapper().readTree(policy.json());
    }

    /** The resources of an action, without what they all begin with; none if there is no such action. */
    private static List<String> resources(JsonNode document, String action) {
        List<String> resources = new ArrayList<>();
        for (JsonNode statement : document.get("Statement")) {
            assertEquals("Allow", statement.get("Effect").textValue());
            if (statement.get("Action").textValue().equals(action)) {
                statement.get("Resource").forEach(each -> {
                    assertTrue(each.textValue().startsWith(PREFIX), each::toString);
                    resources.add(each.textValue().substring(PREFIX.length()));
                });
            }
        }
        return resources;
    }

    @Test
    void allowsTheBridgeAndItsRoutesAndNothingElse() throws Exception {
        JsonNode document = document(
                "bridge-1",
                Route.out("aromajoin/aromashooter/+/command/#"),
                Route.out("local/name").as("cloud/name"),
                Route.in("lights/+/state"),
                Route.in("all/#"),
                Route.in("from/cloud").as("to/local"));
        assertEquals("2012-10-17", document.get("Version").textValue());
        assertEquals(List.of("client/bridge-1"), resources(document, "iot:Connect"));
        assertEquals(
                List.of(
                        "topic/aromajoin/aromashooter/*/command/*",
                        "topic/aromajoin/aromashooter/*/command",
                        "topic/cloud/name"),
                resources(document, "iot:Publish"));
        assertEquals(
                List.of("topicfilter/lights/+/state", "topicfilter/all/#", "topicfilter/from/cloud"),
                resources(document, "iot:Subscribe"));
        assertEquals(
                List.of("topic/lights/*/state", "topic/all/*", "topic/from/cloud"), resources(document, "iot:Receive"));
        assertEquals(4, document.get("Statement").size());
    }

    @Test
    void hasNoStatementWithoutResources() throws Exception {
        JsonNode document = document("b", Route.in("a"));
        assertEquals(3, document.get("Statement").size());
        assertEquals(List.of(), resources(document, "iot:Publish"));
        assertEquals(1, document("b").get("Statement").size());
    }

    @Test
    void namesEachResourceOnce() throws Exception {
        JsonNode document = document("b", Route.in("a").as("x"), Route.in("a").as("y"), Route.out("+/c"));
        assertEquals(List.of("topicfilter/a"), resources(document, "iot:Subscribe"));
        assertEquals(List.of("topic/a"), resources(document, "iot:Receive"));
    }

    @Test
    void writesWhatIsAWildcardOrVariableOnlyInPoliciesAsText() throws Exception {
        JsonNode document = document("a*?${x}", Route.in("b*/+/${iot:ClientId}/$aws?"));
        assertEquals(List.of("client/a${*}${?}${$}{x}"), resources(document, "iot:Connect"));
        assertEquals(List.of("topicfilter/b${*}/+/${$}{iot:ClientId}/$aws${?}"), resources(document, "iot:Subscribe"));
        assertEquals(List.of("topic/b${*}/*/${$}{iot:ClientId}/$aws${?}"), resources(document, "iot:Receive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/+", "a/#", "+/b/#", "#", "+", "/", "/+", "+/+/c", "a/+/#", "a//#"})
    void allowsToPublishEveryTopicThatARouteTakes(String filter) throws Exception {
        List<String> allowed = resources(document("b", Route.out(filter)), "iot:Publish");
        for (String topic :
                List.of("a", "b", "a/", "/", "/a", "a/b", "a/b/c", "b/b", "b/b/c/d", "x/y/c", "a//b", "a//")) {
            if (TopicFilter.of(filter).matches(TopicName.of(topic))) {
                assertTrue(
                        allowed.stream().anyMatch(pattern -> grants(pattern, "topic/" + topic)),
                        () -> topic + " by " + allowed);
            }
        }
        assertFalse(
                filter.startsWith("a") && allowed.stream().anyMatch(p -> grants(p, "topic/b/a")), allowed::toString);
    }

    /** As AWS compares: {@code *} is any text. */
    private static boolean grants(String pattern, String resource) {
        return resource.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"));
    }

    @Test
    void countsItsCharactersWithoutWhiteSpace() throws Exception {
        Policy policy = Policy.of(ARNS, "b", Routes.of(List.of(Route.out("a"))));
        assertEquals(
                Pattern.compile("\\s").matcher(policy.json()).replaceAll("").length(), policy.characters());
    }

    @ParameterizedTest
    @CsvSource({
        "a1b2c3d4e5f6g7-ats.iot.us-west-2.amazonaws.com, us-west-2",
        "x-ats.iot.eu-central-1.amazonaws.com, eu-central-1",
        "x-ats.iot.us-gov-west-1.amazonaws.com, us-gov-west-1"
    })
    void findsTheRegionInAnEndpoint(String host, String region) {
        assertEquals(Optional.of(region), Arns.regionOf(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "x.iot.us-west-2.amazonaws.com",
                "x-ats.iot.us-west-2.amazonaws.com.example.org",
                "iot.example.com"
            })
    void knowsNoRegionOfAnyOtherHost(String host) {
        assertEquals(Optional.empty(), Arns.regionOf(host));
    }

    @ParameterizedTest
    @CsvSource({"us-west-2, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "REGION, aws"})
    void namesThePartitionOfTheRegion(String region, String partition) {
        assertEquals("arn:" + partition + ":iot:" + region + ":1:topic/a", new Arns(region, "1").of("topic", "a"));
    }
}
