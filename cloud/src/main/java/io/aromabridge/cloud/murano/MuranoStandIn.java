package io.aromabridge.cloud.murano;

import io.aromabridge.broker.listener.SharedPort;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.metric.Sample;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Murano on this machine: one TLS port, and behind it a broker for each product, which the name that a client asks for
 * (SNI) chooses. A change of the registry, by another process too, applies at once.
 */
public final class MuranoStandIn implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MuranoStandIn.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    // fixed
    private final MuranoOptions options;
    private final EngineKit kit;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("murano", true));
    private final SharedPort port;

    // any thread
    private final Map<String, Engine> engines = new ConcurrentHashMap<>();

    // until the port is bound, and then the thread
    private final Map<String, Object> versions = new HashMap<>();

    private MuranoStandIn(
            MuranoOptions options,
            ProductRegistry registry,
            Journal journal,
            InstantSource clock,
            RandomGenerator tokens)
            throws AromaException {
        this.options = options;
        this.kit = new EngineKit(registry, journal, clock, thread, tokens, options.activationWindow());
        try {
            for (String name : registry.names()) {
                refresh(name);
            }
            port = SharedPort.bind(
                    new SharedPort.Address("products", options.host(), options.port(), HANDSHAKE),
                    options.server(),
                    this::choose);
        } catch (AromaException e) {
            stopEngines();
            throw e;
        }
        var unused = thread.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toNanos(), LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Starts it.
     *
     * @param tokens an unpredictable source: a {@link java.security.SecureRandom}
     * @throws AromaException FAILED if the port is taken, CONFIGURATION if a product's file is damaged
     */
    public static MuranoStandIn start(
            MuranoOptions options,
            ProductRegistry registry,
            Journal journal,
            InstantSource clock,
            RandomGenerator tokens)
            throws AromaException {
        return new MuranoStandIn(options, registry, journal, clock, tokens);
    }

    /** The bound port. */
    public int port() {
        return port.port();
    }

    /** What the brokers of all products have seen. */
    public List<Sample> samples() {
        return engines.values().stream()
                .flatMap(engine -> engine.samples().stream())
                .toList();
    }

    private SharedPort.Choice choose(Optional<String> serverName) {
        Optional<String> other = serverName.filter(name -> !options.ownNames().contains(name));
        if (other.isEmpty()) {
            return chooseDefault(serverName.isPresent() ? "it asks for no product (SNI)" : "it sent no SNI");
        }
        Optional<Engine> engine =
                other.flatMap(ProductHosts::productOf).flatMap(name -> Optional.ofNullable(engines.get(name)));
        return engine.isPresent()
                ? engine.get().choice("")
                : new SharedPort.Choice.Refused("it asks for '" + other.get() + "' (SNI), which is no product's host"
                        + " name: aroma product list shows them");
    }

    private SharedPort.Choice chooseDefault(String given) {
        Optional<Engine> engine = Optional.ofNullable(engines.get(options.defaultProduct()));
        if (options.sniRequired()) {
            return new SharedPort.Choice.Refused(
                    given + ", and cloud.murano.sni is strict: connect by the host name of a product");
        }
        if (engine.isEmpty()) {
            return new SharedPort.Choice.Refused(
                    given + ", and there is no product '" + options.defaultProduct() + "', which would be the default");
        }
        return engine.get().choice(given + ": product " + options.defaultProduct() + " serves it");
    }

    /** On the thread. */
    private void look() {
        try {
            Set<String> names = kit.registry().names();
            for (String name : names) {
                lookAt(name);
            }
            for (String removed : Set.copyOf(engines.keySet())) {
                if (!names.contains(removed)) {
                    log.info("product {} was removed", removed);
                    versions.remove(removed);
                    stop(removed);
                }
            }
        } catch (AromaException e) {
            log.warn("product registry cannot be read: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("reading the product registry failed; it is tried again", e);
        }
    }

    private void lookAt(String name) {
        try {
            refresh(name);
        } catch (AromaException e) {
            log.warn("product {}: change not applied: {}", name, e.getMessage());
        }
    }

    private void refresh(String name) throws AromaException {
        Optional<Object> version = kit.registry().version(name);
        if (version.isEmpty() || version.get().equals(versions.put(name, version.get()))) {
            return;
        }
        Optional<Product> product = kit.registry().find(name);
        if (product.isPresent()) {
            Engine engine = engines.get(name);
            if (engine != null && engine.product().profile() == product.get().profile()) {
                engine.take(product.get());
            } else {
                stop(name);
                engines.put(name, Engine.start(product.get(), kit));
                log.info(
                        "product {} ({}) is served as {}; devices: {}",
                        name,
                        product.get().profile().text(),
                        ProductHosts.of(product.get()),
                        String.join(", ", product.get().devices().keySet()));
            }
        }
    }

    private void stop(String name) {
        Optional.ofNullable(engines.remove(name)).ifPresent(Engine::close);
    }

    private void stopEngines() {
        thread.shutdown();
        try {
            // What clients have sent is still stored.
            boolean unused = thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engines.values().forEach(Engine::close);
    }

    /** Stops within about a second. */
    @Override
    public void close() {
        port.close();
        stopEngines();
    }
}
