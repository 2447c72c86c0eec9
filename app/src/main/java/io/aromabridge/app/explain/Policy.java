package io.aromabridge.app.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.topic.TopicFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The least that the policy of the bridge's thing must allow. No iot:RetainPublish: the bridge takes the retain flag off.
 *
 * <p>In a policy {@code *} stands for any text, {@code /} included, and {@code ?} for one character; {@code +} and
 * {@code #} are plain characters there. So iot:Publish and iot:Receive, which are about topics, have {@code *} for a
 * route's wildcards, which is a little more than the route takes; iot:Subscribe, which is about the text of the filter,
 * has the filter as it is. An {@code out} route {@code a/#} takes {@code a} too, as MQTT has it, so both are allowed; to
 * a subscription {@code a/#} AWS IoT does not deliver {@code a}.
 */
public final class Policy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document = JSON.createObjectNode();

    private Policy() {}

    /** The policy for a client id and routes. */
    public static Policy of(Arns arns, String clientId, Routes routes) {
        Set<String> published = new LinkedHashSet<>();
        Set<String> subscribed = new LinkedHashSet<>();
        Set<String> received = new LinkedHashSet<>();
        for (Route route : routes.all()) {
            if (route.direction() == Direction.OUT) {
                published(route).forEach(topic -> published.add(arns.of("topic", topic)));
            } else {
                subscribed.add(arns.of("topicfilter", plain(route.filter().value())));
                received.add(arns.of("topic", anyOf(route.filter())));
            }
        }
        routes.fanOuts()
                .forEach(fanOut -> published.add(
                        arns.of("topic", anyOf(fanOut.settings().to().ofAny()))));
        Policy policy = new Policy();
        ArrayNode statements = policy.document.put("Version", "2012-10-17").putArray("Statement");
        allow(statements, "iot:Connect", List.of(arns.of("client", plain(clientId))));
        allow(statements, "iot:Publish", published);
        allow(statements, "iot:Subscribe", subscribed);
        allow(statements, "iot:Receive", received);
        return policy;
    }

    private static void allow(ArrayNode statements, String action, Collection<String> resources) {
        if (!resources.isEmpty()) {
            ArrayNode names = statements
                    .addObject()
                    .put("Effect", "Allow")
                    .put("Action", action)
                    .putArray("Resource");
            resources.forEach(names::add);
        }
    }

    private static List<String> published(Route route) {
        if (route.as().isPresent()) {
            return List.of(plain(route.as().get().value()));
        }
        List<String> topics = new ArrayList<>(List.of(anyOf(route.filter())));
        String filter = route.filter().value();
        if (filter.endsWith("/#")) {
            topics.add(anyOf(TopicFilter.of(filter.substring(0, filter.length() - 2))));
        }
        return topics;
    }

    /** Any topic that a filter matches. */
    private static String anyOf(TopicFilter filter) {
        List<String> levels = new ArrayList<>();
        for (String level : filter.value().split("/", -1)) {
            levels.add(level.equals("+") || level.equals("#") ? "*" : plain(level));
        }
        return String.join("/", levels);
    }

    /** This very text. */
    private static String plain(String text) {
        return text.replace("${", "${$}{").replaceAll("[*?]", "\\${$0}");
    }

    /** Its length as AWS counts it: without white space. */
    public int characters() {
        return (int) document.toString()
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
    }

    /** The document, to give to AWS, over several lines. */
    public String json() {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return JSON.writer(printer).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes is JSON", e);
        }
    }
}
