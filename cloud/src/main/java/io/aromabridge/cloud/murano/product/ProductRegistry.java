package io.aromabridge.cloud.murano.product;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The products, with their devices and resources, in a folder with one JSON file for each. Several processes may change
 * them at once; a stand-in that runs sees each change. Thread-safe.
 */
public final class ProductRegistry {
    private final ProductFiles files;
    private final InstantSource clock;

    /** The registry in a folder, which need not exist yet. */
    public ProductRegistry(Path folder, InstantSource clock) {
        this.files = new ProductFiles(folder);
        this.clock = clock;
    }

    /** The names of all products. */
    public SortedSet<String> names() throws AromaException {
        return files.names();
    }

    /**
     * All products, by name.
     *
     * @throws AromaException CONFIGURATION if a file is damaged
     */
    public List<Product> list() throws AromaException {
        List<Product> all = new ArrayList<>();
        for (String name : names()) {
            files.read(name).ifPresent(all::add);
        }
        return all;
    }

    /**
     * A product.
     *
     * @throws AromaException CONFIGURATION if its file is damaged
     */
    public Optional<Product> find(String name) throws AromaException {
        Names.checkProduct(name);
        return files.read(name);
    }

    /** Differs between states of a product; empty if there is no such product. */
    public Optional<Object> version(String name) {
        return files.version(name);
    }

    /**
     * Adds a product without devices.
     *
     * @param formats of resources by alias
     * @throws AromaException CONFIGURATION for a bad name, or one that is taken
     */
    public Product add(String name, Profile profile, SortedMap<String, Format> formats) throws AromaException {
        checkNames(name, formats, List.of());
        return files.change(name, before -> {
            if (before.isPresent()) {
                throw new AromaException(Kind.CONFIGURATION, "product '" + name + "' is there already");
            }
            return new Product(name, profile, formats, new TreeMap<>());
        });
    }

    /**
     * Makes sure that there is a product with this profile, these formats and, at least, these devices.
     *
     * @throws AromaException CONFIGURATION for a bad name
     */
    public Product ensure(
            String name, Profile profile, SortedMap<String, Format> formats, Collection<String> identities)
            throws AromaException {
        checkNames(name, formats, identities);
        return files.change(name, before -> {
            SortedMap<String, ProductDevice> devices = new TreeMap<>();
            identities.forEach(identity -> devices.put(identity, ProductDevice.made(identity, clock.instant())));
            before.ifPresent(product -> devices.putAll(product.devices()));
            return new Product(name, profile, formats, devices);
        });
    }

    private static void checkNames(String name, SortedMap<String, Format> formats, Collection<String> identities)
            throws AromaException {
        Names.checkProduct(name);
        for (String alias : formats.keySet()) {
            Names.checkAlias(alias);
        }
        for (String identity : identities) {
            Names.checkIdentity(identity);
        }
    }

    /**
     * Changes a product that is there; the operator gets the content of the file now.
     *
     * @throws AromaException CONFIGURATION if there is none or its file is damaged, FAILED if it cannot be written
     */
    public Product update(String name, UnaryOperator<Product> change) throws AromaException {
        return files.change(name, before -> change.apply(before.orElseThrow(() -> noProduct(name))));
    }

    /**
     * Adds a device, {@code notactivated}.
     *
     * @throws AromaException CONFIGURATION if there is no such product, or the device is there already
     */
    public ProductDevice addDevice(String name, String identity) throws AromaException {
        Names.checkProduct(name);
        Names.checkIdentity(identity);
        return device(
                files.change(name, before -> {
                    Product product = before.orElseThrow(() -> noProduct(name));
                    if (product.device(identity).isPresent()) {
                        throw new AromaException(
                                Kind.CONFIGURATION,
                                "device '" + identity + "' of product '" + name + "' is there already");
                    }
                    return product.with(ProductDevice.made(identity, clock.instant()));
                }),
                identity);
    }

    /**
     * A device.
     *
     * @throws AromaException CONFIGURATION if there is no such product or device
     */
    public ProductDevice device(String name, String identity) throws AromaException {
        return device(find(name).orElseThrow(() -> noProduct(name)), identity);
    }

    /**
     * Makes a device {@code notactivated}: its token ends at once, and it may activate again. Its resources stay.
     *
     * @throws AromaException CONFIGURATION if there is no such product or device
     */
    public ProductDevice reset(String name, String identity) throws AromaException {
        return changeDevice(name, identity, (product, device) -> product.with(device.reset(clock.instant())));
    }

    /**
     * Writes a value from the platform, which the device gets: now if it is connected.
     *
     * @throws AromaException CONFIGURATION if there is no such product or device, or the value does not fit
     */
    public Resource write(String name, String identity, String alias, String value) throws AromaException {
        ProductDevice device = changeDevice(name, identity, (product, before) -> {
            Optional<String> problem = product.problem(before, alias, value);
            if (problem.isPresent()) {
                throw new AromaException(
                        Kind.CONFIGURATION, "device '" + identity + "' of product '" + name + "': " + problem.get());
            }
            return product.written(before, alias, value, clock.instant());
        });
        return device.resource(alias).orElseThrow();
    }

    private interface DeviceChange {
        Product apply(Product product, ProductDevice device) throws AromaException;
    }

    private ProductDevice changeDevice(String name, String identity, DeviceChange change) throws AromaException {
        Names.checkProduct(name);
        Product after = files.change(name, before -> {
            Product product = before.orElseThrow(() -> noProduct(name));
            return change.apply(product, device(product, identity));
        });
        return device(after, identity);
    }

    private static ProductDevice device(Product product, String identity) throws AromaException {
        return product.device(identity)
                .orElseThrow(() -> new AromaException(
                        Kind.CONFIGURATION,
                        "product '" + product.name() + "' has no device '" + Names.excerpt(identity)
                                + "': aroma product device add " + product.name() + " ID adds one; there are "
                                + product.devices().keySet()));
    }

    private static AromaException noProduct(String name) {
        return new AromaException(
                Kind.CONFIGURATION,
                "there is no product '" + name + "': aroma product add NAME adds one, aroma product list lists them");
    }
}
