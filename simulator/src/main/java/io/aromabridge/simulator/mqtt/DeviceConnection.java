package io.aromabridge.simulator.mqtt;

import static io.aromabridge.core.AromaException.Kind.REFUSED;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.device.DeviceTransport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's MQTT connection: clean session, keep alive 60 s, its subscriptions, which are made again on each connection.
 * It reconnects for ever, after a delay that grows while it is refused. A message that is published without a connection is
 * dropped, whatever its QoS.
 *
 * <p>Thread-safe. Messages are handed on, on the network thread, which all devices share.
 */
public final class DeviceConnection implements DeviceTransport {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String clientId;
    private final Endpoint endpoint;
    private final ReconnectBackoff reconnect;
    private final Mqtt3AsyncClient client;
    private final DeviceConnectionLog connectionLog;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** What it subscribes to on each connection. */
    private final Set<TopicFilter> filters = new CopyOnWriteArraySet<>();

    // set before it connects
    private volatile QoS qos = QoS.AT_MOST_ONCE;
    private volatile Consumer<Message> receiver = message -> {};

    private volatile boolean closed;
    private volatile boolean aborted;
    private volatile boolean connected;

    /** How often it was refused since it was connected last; on the network thread only. */
    private int refusals;

    /** Completes when the wait before the next attempt is over. */
    private volatile CompletableFuture<Void> wait = CompletableFuture.completedFuture(null);

    /**
     * A connection that is not started.
     *
     * @param connectionLog logs its state, together with that of other devices
     */
    public DeviceConnection(
            String clientId,
            Endpoint endpoint,
            ReconnectBackoff reconnect,
            MqttEventLoop loop,
            ConnectionLog connectionLog) {
        this.clientId = clientId;
        this.endpoint = endpoint;
        this.reconnect = reconnect;
        this.connectionLog = new DeviceConnectionLog(clientId, endpoint, connectionLog);
        this.client = HiveMq.client(endpoint, clientId, TIMEOUT, loop)
                .addConnectedListener(unused -> connected())
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
    }

    /**
     * Begins to connect. Called once.
     *
     * @param topics what it subscribes to; may be none
     * @param maximumQos the QoS that it asks for
     * @param to takes each message on the network thread: hands it over and returns
     * @return completes, on the network thread, when the subscriptions are acknowledged for the first time; exceptionally
     *     if it is closed before
     */
    public CompletionStage<Void> start(List<TopicFilter> topics, QoS maximumQos, Consumer<Message> to) {
        filters.addAll(topics);
        qos = maximumQos;
        receiver = to;
        var unused = client.connect(HiveMq.connect());
        return ready.minimalCompletionStage();
    }

    /** Whether it is connected and its subscriptions are acknowledged. */
    public boolean isConnected() {
        return connected;
    }

    /** Publishes if connected, else drops. Never throws. */
    @Override
    public void publish(Message message) {
        if (client.getState() != MqttClientState.CONNECTED) {
            log.debug("{} is not connected: PUBLISH to '{}' dropped", clientId, message.topic());
            return;
        }
        var unused = client.publish(HiveMq.publish(message)).whenComplete((result, thrown) -> {
            if (thrown != null) {
                log.debug("{}: PUBLISH to '{}' not sent", clientId, message.topic(), thrown);
            }
        });
    }

    /** Subscribes to this too, on each later connection also, until {@link #unsubscribe}. Never throws. */
    @Override
    public void subscribe(TopicFilter filter) {
        filters.add(filter);
        if (client.getState() == MqttClientState.CONNECTED) {
            subscribe(List.of(filter), () -> {});
        }
    }

    /** Ends {@link #subscribe}. Never throws. */
    @Override
    public void unsubscribe(TopicFilter filter) {
        filters.remove(filter);
        if (client.getState() == MqttClientState.CONNECTED) {
            var unused = client.unsubscribe(HiveMq.unsubscribe(filter)).whenComplete((ack, thrown) -> {
                if (thrown != null) {
                    log.debug("{}: UNSUBSCRIBE from '{}' not acknowledged", clientId, filter, thrown);
                }
            });
        }
    }

    /**
     * Disconnects and stops trying.
     *
     * @return completes when the connection is down; not exceptionally
     */
    public CompletionStage<Void> close() {
        stop();
        return client.disconnect().handle((result, thrown) -> {
            if (thrown != null) {
                log.debug("{} was not connected when it was closed: {}", clientId, thrown.getMessage());
            }
            return null;
        });
    }

    /** Ends the socket without DISCONNECT, as when the power fails, and stops trying. The socket ends soon, unwaited. */
    public void abort() {
        aborted = true;
        connected = false;
        stop();
        HiveMq.closeSocket(client);
    }

    private void stop() {
        closed = true;
        wait.complete(null);
        ready.completeExceptionally(new CancellationException(clientId + " was closed before it was connected"));
    }

    private void connected() {
        if (aborted) {
            HiveMq.closeSocket(client);
            return;
        }
        if (closed) {
            var unused = client.disconnect();
            return;
        }
        // Both end with the connection; nothing arrives before the subscription is sent.
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived);
        List<TopicFilter> all = List.copyOf(filters);
        if (all.isEmpty()) {
            subscribed();
            return;
        }
        subscribe(all, this::subscribed);
    }

    private void subscribe(List<TopicFilter> topics, Runnable done) {
        var unused = client.subscribe(HiveMq.subscribe(topics, qos)).whenComplete((ack, thrown) -> {
            if (thrown == null) {
                done.run();
            } else {
                subscribeFailed(HiveMq.refused(topics, thrown), thrown);
            }
        });
    }

    private void subscribed() {
        connected = !closed;
        refusals = 0;
        connectionLog.online();
        ready.complete(null);
    }

    private void subscribeFailed(List<TopicFilter> topics, Throwable cause) {
        if (!closed && client.getState() == MqttClientState.CONNECTED) {
            String names = topics.stream().map(TopicFilter::value).collect(Collectors.joining(", "));
            connectionLog.subscribeFailed(names, ConnectionFailure.ofRequest(cause), cause);
        }
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        boolean wasConnected = connected;
        connected = false;
        if (closed) {
            return;
        }
        ConnectionFailure failure = ConnectionFailure.ofConnect(context.getCause(), endpoint.aim(clientId, TIMEOUT));
        // A device that was connected was not refused, however the connection ended.
        refusals = !wasConnected && failure.kind() == REFUSED ? refusals + 1 : 0;
        Duration delay = reconnect.next(refusals);
        CompletableFuture<Void> over =
                new CompletableFuture<Void>().completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        wait = over;
        context.getReconnector()
                .resubscribeIfSessionExpired(false)
                .reconnectWhen(
                        over, (unused, thrown) -> context.getReconnector().reconnect(!closed));
        if (closed) {
            // Closed meanwhile, and perhaps before there was a wait to end.
            over.complete(null);
        }
        connectionLog.offline(failure, context.getCause());
    }

    private void arrived(Mqtt3Publish publish) {
        try {
            receiver.accept(HiveMq.message(publish));
        } catch (RuntimeException e) {
            log.error("{} failed on PUBLISH to '{}'", clientId, publish.getTopic(), e);
        }
    }
}
