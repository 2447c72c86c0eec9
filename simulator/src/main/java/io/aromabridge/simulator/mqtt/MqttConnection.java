package io.aromabridge.simulator.mqtt;

import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain MQTT connection for commands and checks: it connects once, with a clean session, and does not reconnect.
 * Thread-safe.
 */
public final class MqttConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
    private static final long CLOSE_MILLIS = 500;

    /** The library's own limits, which name what is late, come first. */
    private static final Duration LATER = Duration.ofMillis(500);

    private final Endpoint endpoint;
    private final Duration timeout;
    private final Mqtt3AsyncClient client;

    private MqttConnection(Endpoint endpoint, Duration timeout, Mqtt3AsyncClient client) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.client = client;
    }

    /**
     * Connects, and waits for the answer.
     *
     * @param timeout for this and for each later acknowledgement; more than zero
     * @throws AromaException (UNREACHABLE, REFUSED, TIMED_OUT) if there is no connection
     */
    public static MqttConnection connect(Endpoint endpoint, String clientId, Duration timeout) throws AromaException {
        Mqtt3AsyncClient client = HiveMq.client(endpoint, clientId, timeout, new MqttEventLoop("mqtt-" + clientId))
                .buildAsync();
        CompletableFuture<?> answer = client.connect(HiveMq.connect());
        try {
            answer.get(timeout.plus(LATER).toMillis(), TimeUnit.MILLISECONDS);
            return new MqttConnection(endpoint, timeout, client);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw ConnectionFailure.ofConnect(e, endpoint.aim(clientId, timeout))
                    .exception("cannot connect to " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new AromaException(AromaException.Kind.FAILED, "interrupted while connecting to " + endpoint, e);
        }
    }

    /**
     * Publishes a message.
     *
     * @return completes when it is acknowledged (QoS 0: written); exceptionally with an {@link AromaException}
     */
    public CompletableFuture<Void> publish(Message message) {
        return bounded(client.publish(HiveMq.publish(message)), "cannot publish to " + message.topic());
    }

    /**
     * Subscribes.
     *
     * @param receiver takes the messages, one after the other on the network thread: hands each over and returns
     * @return completes when it is acknowledged; exceptionally with an {@link AromaException}
     */
    public CompletableFuture<Void> subscribe(TopicFilter filter, QoS qos, Consumer<Message> receiver) {
        return bounded(
                client.subscribe(HiveMq.subscribe(List.of(filter), qos), publish -> arrived(publish, receiver)),
                "cannot subscribe to " + filter);
    }

    /**
     * Waits for an acknowledgement.
     *
     * @throws AromaException as the acknowledgement failed, or (FAILED) if the thread is interrupted
     */
    public static void await(CompletableFuture<Void> promise) throws AromaException {
        try {
            promise.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AromaException known) {
                throw known;
            }
            throw new AromaException(AromaException.Kind.FAILED, "failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AromaException(AromaException.Kind.FAILED, "interrupted while waiting for the broker", e);
        }
    }

    private CompletableFuture<Void> bounded(CompletableFuture<?> promise, String tried) {
        CompletableFuture<Void> out = new CompletableFuture<>();
        var unused = promise.<Void>thenApply(result -> null)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((result, thrown) -> {
                    if (thrown == null) {
                        out.complete(null);
                    } else {
                        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
                                ? thrown.getCause()
                                : thrown;
                        out.completeExceptionally(
                                ConnectionFailure.ofRequest(cause).exception(tried + " at " + endpoint, cause));
                    }
                });
        return out;
    }

    private static void arrived(Mqtt3Publish publish, Consumer<Message> receiver) {
        try {
            receiver.accept(HiveMq.message(publish));
        } catch (RuntimeException e) {
            log.error("receiver failed on PUBLISH to '{}'", publish.getTopic(), e);
        }
    }

    /** Disconnects; waits half a second at most. */
    @Override
    public void close() {
        try {
            client.disconnect().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("connection to {} did not end in order", endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
