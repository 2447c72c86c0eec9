package io.aromabridge.cloud.murano.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A product as JSON: all there is to keep of it. */
final class ProductJson {
    private final ObjectMapper mapper = new ObjectMapper();

    String write(Product product) throws JsonProcessingException {
        ObjectNode root = mapper.createObjectNode()
                .put("product", product.name())
                .put("profile", product.profile().text());
        ObjectNode formats = root.putObject("resources");
        product.formats().forEach((alias, format) -> formats.put(alias, format.text()));
        ObjectNode devices = root.putObject("devices");
        product.devices().forEach((identity, device) -> write(device, devices.putObject(identity)));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void write(ProductDevice device, ObjectNode node) {
        node.put("status", device.status()).put("since", device.since().toString());
        device.activation()
                .ifPresent(a -> node.put("tokenSha256", a.tokenHash()).put("activatedAt", a.at().toString()));
        ObjectNode resources = node.putObject("resources");
        device.resources().forEach((alias, resource) -> write(resource, resources.putObject(alias)));
    }

    private static void write(Resource resource, ObjectNode node) {
        node.put("format", resource.format().text()).put("pending", resource.pending());
        ArrayNode points = node.putArray("points");
        resource.points()
                .forEach(p -> points.addObject().put("at", p.at().toString()).put("value", p.value()));
    }

    /** Throws {@link IllegalArgumentException} or {@link java.time.DateTimeException} for JSON that is no product. */
    Product read(String text) throws JsonProcessingException {
        JsonNode root = mapper.readTree(text);
        SortedMap<String, Format> formats = new TreeMap<>();
        root.path("resources").properties().forEach(e -> formats.put(e.getKey(), format(e.getValue())));
        SortedMap<String, ProductDevice> devices = new TreeMap<>();
        root.path("devices").properties().forEach(e -> devices.put(e.getKey(), device(e.getKey(), e.getValue())));
        Profile profile = Profile.of(text(root, "profile"))
                .orElseThrow(() -> new IllegalArgumentException("\"profile\" is classic or provision"));
        return new Product(text(root, "product"), profile, formats, devices);
    }

    private static ProductDevice device(String identity, JsonNode node) {
        Optional<ProductDevice.Activation> activation = node.has("tokenSha256")
                ? Optional.of(new ProductDevice.Activation(
                        text(node, "tokenSha256"), Instant.parse(text(node, "activatedAt"))))
                : Optional.empty();
        SortedMap<String, Resource> resources = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : node.path("resources").properties()) {
            resources.put(each.getKey(), resource(each.getValue()));
        }
        return new ProductDevice(identity, Instant.parse(text(node, "since")), activation, resources);
    }

    private static Resource resource(JsonNode node) {
        List<Point> points = new ArrayList<>();
        for (JsonNode each : node.path("points")) {
            points.add(new Point(Instant.parse(text(each, "at")), text(each, "value")));
        }
        return new Resource(
                format(node.path("format")), points, node.path("pending").asBoolean());
    }

    private static Format format(JsonNode node) {
        return Format.of(node.asText())
                .orElseThrow(() -> new IllegalArgumentException("a format is float, integer or string"));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
        return value.textValue();
    }
}
