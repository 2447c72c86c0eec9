package io.aromabridge.cloud.murano.product;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A device of a product.
 *
 * @param identity unique within the product
 * @param since when it was made, or reset the last time
 * @param activation empty until it is activated
 * @param resources by alias
 */
public record ProductDevice(
        String identity, Instant since, Optional<Activation> activation, SortedMap<String, Resource> resources) {
    /**
     * How a device came by its token.
     *
     * @param tokenHash of the token, which is kept nowhere: see {@link Token#hash}
     */
    public record Activation(String tokenHash, Instant at) {}

    /** Keeps its own copy. */
    public ProductDevice {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }

    static ProductDevice made(String identity, Instant now) {
        return new ProductDevice(identity, now, Optional.empty(), new TreeMap<>());
    }

    /** As Murano's device list shows it: {@code notactivated} or {@code activated}. */
    public String status() {
        return activation.isPresent() ? "activated" : "notactivated";
    }

    /** The resource of this alias, if it ever had a value. */
    public Optional<Resource> resource(String alias) {
        return Optional.ofNullable(resources.get(alias));
    }

    /** With a token. */
    public ProductDevice activated(String tokenHash, Instant now) {
        return new ProductDevice(identity, since, Optional.of(new Activation(tokenHash, now)), resources);
    }

    /** Without a token; its resources stay. */
    ProductDevice reset(Instant now) {
        return new ProductDevice(identity, now, Optional.empty(), resources);
    }

    ProductDevice with(String alias, Resource resource) {
        Map<String, Resource> all = new TreeMap<>(resources);
        all.put(alias, resource);
        return new ProductDevice(identity, since, activation, new TreeMap<>(all));
    }
}
