package io.aromabridge.cloud.murano.product;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A product: a kind of devices, with a host name of its own. Never changes: what changes it gives another one.
 *
 * @param name 1 to 40 of a-z and 0-9; part of the host name
 * @param formats of resources by alias; what is not named here is a string
 * @param devices by identity
 */
public record Product(
        String name, Profile profile, SortedMap<String, Format> formats, SortedMap<String, ProductDevice> devices) {
    /** A device has at most so many resources. */
    public static final int MAX_RESOURCES = 100;

    /** Keeps its own copies. */
    public Product {
        formats = Collections.unmodifiableSortedMap(new TreeMap<>(formats));
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** The device of this identity. */
    public Optional<ProductDevice> device(String identity) {
        return Optional.ofNullable(devices.get(identity));
    }

    /** With this device, in place of the one with its identity. */
    public Product with(ProductDevice device) {
        SortedMap<String, ProductDevice> all = new TreeMap<>(devices);
        all.put(device.identity(), device);
        return new Product(name, profile, formats, all);
    }

    /** The resource of a device; one without a value if it never had one. */
    public Resource resource(ProductDevice device, String alias) {
        return device.resource(alias).orElseGet(() -> Resource.empty(formats.getOrDefault(alias, Format.STRING)));
    }

    /** Why a device cannot have a value; empty if it can. */
    public Optional<String> problem(ProductDevice device, String alias, String value) {
        if (!Names.isAlias(alias)) {
            return Optional.of("'" + Names.excerpt(alias) + "' is no alias of a resource: use " + Names.ALIAS_RULE);
        }
        if (!device.resources().containsKey(alias) && device.resources().size() >= MAX_RESOURCES) {
            return Optional.of("it has " + MAX_RESOURCES + " resources already, and '" + alias + "' is not among them");
        }
        Format format = resource(device, alias).format();
        return format.fits(value)
                ? Optional.empty()
                : Optional.of("'" + Names.excerpt(value) + "' is no " + format.text() + ", which '" + alias + "' is");
    }

    /** After a device has published a value, which has no {@link #problem}. */
    public Product published(ProductDevice device, String alias, String value, Instant now) {
        return with(device.with(alias, resource(device, alias).published(value, now)));
    }

    /** After a device has published a value of a time that it names. */
    public Product recorded(ProductDevice device, String alias, Point point) {
        return with(device.with(alias, resource(device, alias).recorded(point)));
    }

    Product written(ProductDevice device, String alias, String value, Instant now) {
        return with(device.with(alias, resource(device, alias).written(value, now)));
    }
}
