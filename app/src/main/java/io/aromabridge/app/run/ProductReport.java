package io.aromabridge.app.run;

import io.aromabridge.cloud.murano.ProductHosts;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Products and their devices as maps and lists for JSON: HTTP and {@code --json}. Without tokens and their hashes. */
public final class ProductReport {
    private ProductReport() {}

    /** All of a product. */
    public static Map<String, Object> product(Product product) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("product", product.name());
        json.put("profile", product.profile().text());
        json.put("host", ProductHosts.of(product));
        json.put(
                "devices",
                product.devices().values().stream().map(ProductReport::device).toList());
        return json;
    }

    /** All of a device. */
    public static Map<String, Object> device(ProductDevice device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identity", device.identity());
        json.put("status", device.status());
        json.put("since", device.since().toString());
        device.activation().ifPresent(a -> json.put("activatedAt", a.at().toString()));
        json.put(
                "resources",
                device.resources().entrySet().stream()
                        .map(e -> resource(e.getKey(), e.getValue()))
                        .toList());
        return json;
    }

    /** A resource with its latest value, and those before it. */
    public static Map<String, Object> resource(String alias, Resource resource) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alias", alias);
        json.put("format", resource.format().text());
        resource.latest().ifPresent(p -> json.putAll(point(p)));
        json.put("from", resource.pending() ? "platform" : "device");
        List<Point> points = resource.points();
        json.put(
                "before",
                points.subList(0, Math.max(0, points.size() - 1)).stream()
                        .map(ProductReport::point)
                        .toList());
        return json;
    }

    private static Map<String, Object> point(Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", point.value());
        json.put("at", point.at().toString());
        return json;
    }
}
