package io.aromabridge.bridge.paho;

import io.aromabridge.bridge.link.ConnackException;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection through Paho's asynchronous client, used in the one way that is safe: a new client for each attempt,
 * nothing persisted, no reconnect and no buffer of its own, acknowledgements by hand, and callbacks that only hand over.
 */
public final class PahoConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(PahoConnection.class);

    /**
     * Paho frees the place of a QoS 0 publish only after it has told of it, so it needs more places than are used.
     */
    private static final int SPARE_PLACES = 16;

    /** Paho hands on the one byte of a CONNACK as its own code; those of its own making are larger. */
    private static final int LAST_CONNACK = 0xff;

    private static final long DISCONNECT_LIMIT_MILLIS = 300;
    private static final long FORCED_LIMIT_MILLIS = 500;

    private final LinkSettings settings;
    private final Listener listener;
    private final Network network;
    private final MqttAsyncClient client;

    /** A connection that has not begun yet; a {@link Connection.Factory}. */
    public PahoConnection(LinkSettings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
        this.network = new Network(settings.endpoint(), settings.tuning().connectTimeout());
        try {
            this.client = new PahoClient(settings.clientId(), network);
        } catch (MqttException e) {
            throw new IllegalStateException("Paho cannot make a client: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<Void> connect() {
        client.setManualAcks(true);
        client.setCallback(new Callback());
        CompletableFuture<Void> connected = new CompletableFuture<>();
        boolean unused = attempt(
                connected,
                () -> client.connect(options(), null, completing(connected, token -> connected.complete(null))));
        return connected;
    }

    private MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(settings.cleanSession());
        options.setKeepAliveInterval((int) settings.tuning().keepAlive().toSeconds());
        options.setMaxInflight(settings.tuning().inFlight() + SPARE_PLACES);
        settings.will()
                .ifPresent(will -> options.setWill(
                        will.topic().value(),
                        will.payload().toBytes(),
                        will.qos().level(),
                        will.retained()));
        settings.endpoint().login().ifPresent(login -> {
            options.setUserName(login.userName());
            options.setPassword(login.password().toCharArray());
        });
        return options;
    }

    @Override
    public CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters) {
        String[] names = filters.keySet().stream().map(TopicFilter::value).toArray(String[]::new);
        int[] levels = filters.values().stream().mapToInt(QoS::level).toArray();
        CompletableFuture<List<Integer>> codes = new CompletableFuture<>();
        boolean unused = attempt(
                codes,
                () -> client.subscribe(
                        names,
                        levels,
                        null,
                        completing(
                                codes,
                                token -> codes.complete(Arrays.stream(token.getGrantedQos())
                                        .boxed()
                                        .toList()))));
        return codes;
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        network.publishComes();
        boolean taken = attempt(
                published,
                () -> client.publish(
                        message.topic().value(),
                        message.payload().toBytes(),
                        message.qos().level(),
                        message.retained(),
                        null,
                        completing(published, token -> published.complete(null))));
        if (!taken) {
            network.publishRefused();
        }
        return published;
    }

    @Override
    public CompletionStage<Void> end(boolean disconnect) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        // Paho blocks here, so neither the link's thread nor one of Paho's may do it.
        Thread closer = new Thread(
                () -> {
                    if (disconnect) {
                        sayGoodbye();
                    }
                    network.stop();
                    try {
                        network.awaitEndable();
                        client.disconnectForcibly(0, FORCED_LIMIT_MILLIS, false);
                        client.close(true);
                    } catch (MqttException | IOException | RuntimeException e) {
                        log.debug("{}: Paho's client did not close cleanly", settings.name(), e);
                    }
                    gone.complete(null);
                },
                settings.thread() + "-end");
        closer.setDaemon(true);
        closer.start();
        return gone;
    }

    private void sayGoodbye() {
        CountDownLatch sent = new CountDownLatch(1);
        try {
            client.disconnect(0, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    sent.countDown();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failure) {
                    sent.countDown();
                }
            });
            if (!sent.await(DISCONNECT_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                log.debug("{}: no time left for DISCONNECT", settings.name());
            }
        } catch (MqttException e) {
            log.debug("{}: DISCONNECT could not be sent", settings.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface PahoCall {
        void run() throws MqttException;
    }

    /** Whether Paho has taken it. */
    private static boolean attempt(CompletableFuture<?> outcome, PahoCall call) {
        try {
            call.run();
            return true;
        } catch (MqttException | RuntimeException e) {
            outcome.completeExceptionally(translate(e));
            return false;
        }
    }

    private static IMqttActionListener completing(CompletableFuture<?> outcome, Consumer<IMqttToken> done) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                try {
                    done.accept(token);
                } catch (RuntimeException e) {
                    outcome.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                outcome.completeExceptionally(translate(failure));
            }
        };
    }

    /** Paho's exception as the link understands it: a CONNACK, or what really happened. */
    private static Throwable translate(Throwable failure) {
        if (!(failure instanceof MqttException mqtt)) {
            return failure;
        }
        int code = mqtt.getReasonCode();
        if (code >= MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION && code <= LAST_CONNACK) {
            return new ConnackException(code);
        }
        if (mqtt.getCause() != null) {
            return mqtt.getCause();
        }
        return new IOException(
                switch (code) {
                    case MqttException.REASON_CODE_CLIENT_TIMEOUT -> "no answer to PINGREQ";
                    case MqttException.REASON_CODE_CLIENT_NOT_CONNECTED -> "it had ended already";
                    case MqttException.REASON_CODE_WRITE_TIMEOUT -> "nothing could be written for two keep-alive times";
                    default -> "Paho error " + code + ": " + mqtt.getMessage();
                },
                mqtt);
    }

    /** Paho's threads come in here. Nothing may be thrown: Paho would drop the connection without a word. */
    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage paho) {
            try {
                // Paho never touches the bytes of a received message again.
                Message message = new Message(
                        TopicName.of(topic),
                        Payload.owning(paho.getPayload()),
                        QoS.of(paho.getQos()),
                        paho.isRetained());
                listener.received(message, () -> acknowledge(paho.getId(), paho.getQos()));
            } catch (RuntimeException e) {
                listener.lost(new IOException("it sent a PUBLISH that breaks MQTT 3.1.1: " + e.getMessage(), e));
            }
        }

        @Override
        public void connectionLost(Throwable cause) {
            listener.lost(translate(cause));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own listener.
        }
    }

    private void acknowledge(int packetId, int qos) {
        try {
            client.messageArrivedComplete(packetId, qos);
        } catch (MqttException | RuntimeException e) {
            // The connection is going; the other side sends the message again.
            log.debug("{}: PUBACK {} could not be sent", settings.name(), packetId, e);
        }
    }
}
