package io.aromabridge.cloud.murano;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.listener.SharedPort;
import io.aromabridge.broker.log.RateLimitedLog;
import io.aromabridge.broker.options.ClientListener;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.cloud.murano.dialect.Dialect;
import io.aromabridge.cloud.murano.dialect.Request;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Resource;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.metric.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One product at work: a broker of its own, what its clients ask for put into its file, and what changes in the file
 * brought to its clients. Its broker's event loops only put requests in a line; all else happens on the kit's thread.
 */
final class Engine implements ClientListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** Requests that wait for the file to be written; beyond that values are lost, with a line in the log. */
    private static final int MAX_WAITING = 10_000;

    /** 1 MiB of a resource's value (the newer dialect's limit) with its topic. */
    private static final int MAX_PACKET_BYTES = (1 << 20) + 1024;

    // fixed
    private final EngineKit kit;
    private final Dialect dialect;
    private final String name;
    private final MqttBroker broker;
    private final RateLimitedLog warningLog = new RateLimitedLog(System::nanoTime);
    /** Of its own, so that many values do not hide trouble. */
    private final RateLimitedLog newsLog = new RateLimitedLog(System::nanoTime);

    // any thread
    private volatile Product product;
    private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private Engine(Product product, EngineKit kit) throws AromaException {
        this.kit = kit;
        this.product = product;
        this.name = "product " + product.name();
        this.dialect = Dialect.of(product.profile());
        this.broker = MqttBroker.start(List.of(listener()), kit.journal(), kit.clock());
    }

    /** Starts it; connections come through a shared port. */
    static Engine start(Product product, EngineKit kit) throws AromaException {
        return new Engine(product, kit);
    }

    private ListenerOptions listener() {
        Limits limits = new Limits(
                MAX_PACKET_BYTES,
                Limits.DEFAULT.maxClientIdBytes(),
                Limits.DEFAULT.maxTopicBytes(),
                Limits.DEFAULT.maxTopicLevels(),
                Duration.ofSeconds(10));
        return ListenerOptions.tcp(name, "", ListenerOptions.NO_PORT, new Login(), limits, PublishTap.none())
                .withAuthorizer(new ProductRights(this::product, dialect, warningLog))
                .withHandlers(() -> dialect.handlers(this::product))
                .withClientListener(this);
    }

    /** Looks a token up in memory, which is no slow check. */
    private final class Login implements Authenticator {
        @Override
        public AuthenticationResult authenticate(Credentials credentials) {
            return dialect.login(Engine.this::product, credentials);
        }

        @Override
        public Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
            return Optional.of(authenticate(credentials));
        }
    }

    /** The product as it is now. */
    Product product() {
        return product;
    }

    /** Where a shared port takes connections. */
    SharedPort.Choice choice(String note) {
        return new SharedPort.Choice.Served(broker.pipelineInitializer(name), note);
    }

    List<Sample> samples() {
        return broker.samples();
    }

    @Override
    public void connected(Principal principal, String clientId) {
        if (principal.user().isPresent() && dialect.subscribesImplicitly()) {
            later(() -> product.device(principal.name()).ifPresent(this::deliverPending));
        }
    }

    @Override
    public void published(Principal principal, String clientId, Message message) {
        if (!waiting.offer(dialect.read(principal, clientId, message))) {
            warningLog.write(omitted -> log.warn(
                    "{}: too many publishes to store; one of client '{}' is dropped{}", name, clientId, omitted));
        } else if (scheduled.compareAndSet(false, true)) {
            later(this::work);
        }
    }

    private void later(Runnable task) {
        try {
            kit.thread().execute(task);
        } catch (RejectedExecutionException stopping) {
            log.debug("{}: stopping, so nothing more is stored: {}", name, stopping.toString());
        }
    }

    /** Puts what was asked for into the file, and then answers. */
    private void work() {
        scheduled.set(false);
        List<Request> requests = new ArrayList<>();
        waiting.drainTo(requests);
        if (requests.isEmpty()) {
            return;
        }
        RequestBatch batch = new RequestBatch(requests, kit);
        try {
            take(kit.registry().update(product.name(), batch::apply));
        } catch (AromaException e) {
            log.error("{}: publishes of its clients are not stored: {}", name, e.getMessage(), e);
            return;
        }
        batch.issued.forEach(this::answer);
        batch.news.forEach(line -> newsLog.write(omitted -> log.info("{}: {}{}", name, line, omitted)));
        batch.troubles.forEach(line -> warningLog.write(omitted -> log.warn("{}: {}{}", name, line, omitted)));
    }

    private void answer(RequestBatch.Issued issued) {
        if (broker.deliver(issued.clientId(), dialect.token(issued.identity(), issued.token()))) {
            log.info("{}: device '{}' is activated, and has its token", name, issued.identity());
        } else {
            log.warn(
                    "{}: device '{}' is activated, but left before it had its token; aroma product device reset {}"
                            + " {} lets it ask again",
                    name,
                    issued.identity(),
                    product.name(),
                    issued.identity());
        }
    }

    /** The content of the file now. On the kit's thread. */
    void take(Product now) {
        Product before = product;
        product = now;
        broker.closeRevoked();
        for (ProductDevice device : now.devices().values()) {
            Optional<ProductDevice> old = before.device(device.identity());
            if (old.isEmpty()) {
                log.info("{}: device '{}' was added, {}", name, device.identity(), device.status());
            } else if (old.get().activation().isPresent()
                    && !device.activation().equals(old.get().activation())) {
                log.info("{}: device '{}' was reset: its token has ended", name, device.identity());
            }
            device.resources().forEach((alias, resource) -> {
                Optional<Resource> former = old.flatMap(o -> o.resource(alias));
                if (resource.pending() && !resource.latest().equals(former.flatMap(Resource::latest))) {
                    Point point = resource.latest().orElseThrow();
                    log.info(
                            "{}: device '{}': the platform writes {} = {}",
                            name,
                            device.identity(),
                            alias,
                            Payload.of(point.value()).excerpt(100));
                    deliver(device, alias, point);
                }
            });
        }
    }

    private void deliverPending(ProductDevice device) {
        device.resources().forEach((alias, resource) -> {
            if (resource.pending()) {
                resource.latest().ifPresent(point -> deliver(device, alias, point));
            }
        });
    }

    private void deliver(ProductDevice device, String alias, Point point) {
        Message message = dialect.written(device.identity(), alias, point);
        if (dialect.subscribesImplicitly()) {
            boolean unused = broker.deliver(device.identity(), message);
        } else {
            var unused = broker.publish(message);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
