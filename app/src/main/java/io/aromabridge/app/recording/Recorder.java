package io.aromabridge.app.recording;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.ConnectionLog;
import io.aromabridge.simulator.mqtt.DeviceConnection;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.simulator.mqtt.MqttEventLoop;
import io.aromabridge.simulator.mqtt.ReconnectBackoff;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what the brokers of a running system deliver. A connection that is lost is tried again; the recording tells of
 * the gap, and so does the log.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long CLOSE_MS = 500;

    private final RecordingWriter writer;
    private final RecordedTopics topics;
    private final Side published;
    private final InstantSource clock;
    private final List<Tap> taps = new ArrayList<>();
    private final ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "record");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /**
     * A recorder that is not started.
     *
     * @param writer is not closed here
     * @param published the side whose messages a replay publishes. One only: what the bridge carries is seen on both
     */
    public Recorder(RecordingWriter writer, RecordedTopics topics, Side published, InstantSource clock) {
        this.writer = writer;
        this.topics = topics;
        this.published = published;
        this.clock = clock;
    }

    /** One connection that listens. */
    private final class Tap {
        private final Side side;
        private final DeviceConnection connection;
        private final AtomicLong messages = new AtomicLong();
        private boolean wasConnected = true;

        Tap(Side side, Endpoint endpoint) {
            RandomGenerator random = new SplittableRandom();
            String clientId = clientId(random);
            this.side = side;
            this.connection = new DeviceConnection(
                    clientId,
                    endpoint,
                    new ReconnectBackoff(RETRY, random),
                    new MqttEventLoop(clientId),
                    new ConnectionLog(endpoint, Timers.on(executor, clock)));
        }

        CompletionStage<Void> start() {
            return connection.start(List.of(topics.subscription()), qos(side), this::arrived);
        }

        private void arrived(Message message) {
            if (topics.contain(message.topic())) {
                messages.incrementAndGet();
                write(new RecordedLine(
                        clock.instant(),
                        side.text(),
                        "received",
                        "",
                        Optional.of(message),
                        // To a subscription that stands already, a message comes without the flag.
                        message.retained() ? "was retained already" : "",
                        side == published ? Optional.of(side) : Optional.empty()));
            }
        }

        /** Notes a change of the connection; a gap that ends within one look goes by unseen. */
        void look() {
            boolean connected = connection.isConnected();
            if (connected != wasConnected) {
                wasConnected = connected;
                String note = connected ? "recording goes on" : "what passes from here on is missing";
                write(RecordedLine.event(clock.instant(), side.text(), connected ? "connected" : "disconnected", note));
            }
        }
    }

    private static String clientId(RandomGenerator random) {
        return "aroma-record-" + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The highest that the side has, so that each message comes with the QoS of its publisher. */
    private static QoS qos(Side side) {
        return side == Side.LOCAL ? QoS.EXACTLY_ONCE : QoS.AT_LEAST_ONCE;
    }

    /**
     * Tries whether a broker lets this be recorded.
     *
     * @throws AromaException UNREACHABLE, REFUSED or TIMED_OUT if not
     */
    public static void check(Side side, Endpoint endpoint, RecordedTopics topics) throws AromaException {
        try (MqttConnection client = MqttConnection.connect(endpoint, clientId(new SplittableRandom()), TIMEOUT)) {
            MqttConnection.await(client.subscribe(topics.subscription(), qos(side), unused -> {}));
        }
    }

    /**
     * Begins to record at these brokers, which were tried before.
     *
     * @return completes when all of them are listened to
     */
    public CompletableFuture<Void> start(Map<Side, Endpoint> sources) {
        sources.forEach((side, endpoint) -> taps.add(new Tap(side, endpoint)));
        CompletableFuture<?>[] ready =
                taps.stream().map(tap -> tap.start().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ready).thenRun(() -> {
            var unused = executor.scheduleWithFixedDelay(
                    () -> taps.forEach(Tap::look), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Completes, exceptionally, if the recording cannot be written any more. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    private void write(RecordedLine line) {
        try {
            writer.write(line);
        } catch (AromaException e) {
            failure.completeExceptionally(e);
        }
    }

    /** How many messages were recorded on each side. */
    public Map<Side, Long> messages() {
        Map<Side, Long> messages = new EnumMap<>(Side.class);
        taps.forEach(tap -> messages.put(tap.side, tap.messages.get()));
        return messages;
    }

    /** Stops listening; after that nothing more is written. */
    @Override
    public void close() {
        executor.shutdownNow();
        CompletableFuture<?>[] down = taps.stream()
                .map(tap -> tap.connection.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(down).get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("a connection did not end in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
