package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.connect.ConnackException;
import io.aromabridge.certs.connect.ConnectFailedException;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a connection on a Paho client of its own. An end while connecting only closes the socket: Paho's threads
 * meet that and stop, and stopping them from outside while they start can leave one running for ever.
 */
final class PahoConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(PahoConnection.class);
    private static final int GOODBYE_LIMIT_MILLIS = 300;

    private final LinkSettings settings;
    private final ScheduledExecutorService timer;
    private final PahoTransport transport;
    private final PahoThreads threads;
    private final PahoReceiver receiver;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Listener listener;
    private @Nullable PahoClient client;

    PahoConnection(LinkSettings settings, Listener listener, ScheduledExecutorService timer, HostResolver resolver) {
        this.settings = settings;
        this.listener = listener;
        this.timer = timer;
        this.transport = new PahoTransport(settings, resolver);
        this.threads = new PahoThreads(settings.thread(), this::unexpected);
        this.receiver = new PahoReceiver(this, listener);
    }

    @Override
    public CompletionStage<Void> connect() {
        try {
            PahoClient made = new PahoClient(settings.clientId(), transport, threads);
            client = made;
            made.setCallback(receiver);
            IMqttToken unused = made.connect(
                    PahoClient.options(settings), null, listener(token -> connected.complete(null), this::failed));
        } catch (MqttException | RuntimeException e) {
            failed(e);
        }
        return connected;
    }

    @Override
    public ConnectPhase phase() {
        return transport.phase();
    }

    @Override
    public Payload received() {
        return transport.received();
    }

    /** What Paho calls back; what is thrown in it would end Paho's thread. */
    private interface Step {
        void run(IMqttToken token);
    }

    /** What Paho calls back on a failure. */
    private interface Failing {
        void run(Throwable failure);
    }

    private static IMqttActionListener listener(Step done, Failing failed) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                done.run(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                failed.run(failure);
            }
        };
    }

    private void failed(Throwable failure) {
        int code = transport.refusal();
        connected.completeExceptionally(
                code == 0
                        ? new ConnectFailedException(phase(), received(), PahoFailures.translate(failure))
                        : new ConnackException(code));
    }

    @Override
    public CompletionStage<List<Integer>> subscribe(Map<TopicFilter, QoS> filters) {
        CompletableFuture<List<Integer>> codes = new CompletableFuture<>();
        String[] names = filters.keySet().stream().map(TopicFilter::value).toArray(String[]::new);
        int[] levels = filters.values().stream().mapToInt(QoS::level).toArray();
        try {
            IMqttToken unused = client().subscribe(
                            names,
                            levels,
                            null,
                            listener(
                                    token -> codes.complete(Arrays.stream(token.getGrantedQos())
                                            .boxed()
                                            .toList()),
                                    // The listener hears of the loss.
                                    failure -> {}));
        } catch (MqttException e) {
            return CompletableFuture.failedStage(PahoFailures.refused(e));
        }
        return codes;
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            IMqttToken unused = client().publish(
                            message.topic().value(),
                            PahoClient.message(message),
                            null,
                            // The listener hears of a loss.
                            listener(token -> done.complete(null), failure -> {}));
        } catch (MqttException e) {
            return CompletableFuture.failedStage(PahoFailures.refused(e));
        }
        return done;
    }

    private PahoClient client() throws MqttException {
        PahoClient made = client;
        if (made == null || over.get()) {
            throw new MqttException(MqttException.REASON_CODE_CLIENT_NOT_CONNECTED);
        }
        return made;
    }

    /** Sends a PUBACK; from any thread. */
    void acknowledge(int packetId) {
        try {
            client().messageArrivedComplete(packetId, QoS.AT_LEAST_ONCE.level());
        } catch (MqttException e) {
            log.debug("{}: a PUBACK is left out: the connection is over", settings.name(), e);
        }
    }

    /** Paho has lost it. */
    void lost(Throwable failure) {
        String address = settings.endpoint().address();
        long seconds = settings.tuning().keepAlive().toSeconds();
        tell(PahoFailures.translateLoss(failure, "no PINGRESP from " + address + " within " + seconds + " s"));
    }

    /** Ends it because of what came. */
    void breakOff(IOException cause) {
        tell(cause);
        abort();
    }

    private void tell(Throwable cause) {
        if (connected.isDone() && !connected.isCompletedExceptionally() && over.compareAndSet(false, true)) {
            listener.lost(cause);
        }
    }

    /** A thread of Paho's has died, which Paho does not notice. */
    private void unexpected(Throwable failure) {
        log.debug("{}: unexpected in Paho", settings.name(), failure);
        failed(failure);
        lost(failure);
        PahoClient made = client;
        try {
            if (made != null) {
                made.disconnectForcibly(0, 1, false);
            }
        } catch (MqttException | RuntimeException e) {
            log.debug("{}: Paho is over", settings.name(), e);
        }
    }

    @Override
    public CompletionStage<Void> end(boolean disconnect) {
        boolean live = connected.isDone() && !connected.isCompletedExceptionally();
        boolean first = over.compareAndSet(false, true);
        connected.completeExceptionally(
                new ConnectFailedException(phase(), received(), new SocketException("stopped")));
        if (!disconnect || !live || !first || !sayGoodbye()) {
            abort();
            threads.shutdown();
        }
        return threads.gone();
    }

    /** Begins to send DISCONNECT, after which Paho stops by itself. */
    private boolean sayGoodbye() {
        PahoClient made = client;
        if (made == null) {
            return false;
        }
        try {
            // A side that takes nothing more gets a reset.
            var unusedTimer = timer.schedule(
                    () -> {
                        abort();
                        threads.shutdown();
                    },
                    GOODBYE_LIMIT_MILLIS,
                    TimeUnit.MILLISECONDS);
            IMqttToken unused =
                    made.disconnect(0, null, listener(token -> threads.shutdown(), failure -> threads.shutdown()));
            return true;
        } catch (MqttException | RejectedExecutionException e) {
            log.debug("{}: no DISCONNECT", settings.name(), e);
            return false;
        }
    }

    private void abort() {
        try {
            transport.close();
        } catch (IOException e) {
            log.debug("{}: the socket does not close", settings.name(), e);
        }
    }
}
