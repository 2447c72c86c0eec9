package io.aromabridge.app.recording;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.simulator.recording.RecordedLine;
import io.aromabridge.simulator.recording.RecordingReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Publishes the messages of a recording in its order, with their QoS and retain, and waits for their acknowledgements. At
 * most 100 are without one at a time, which is what AWS IoT allows.
 */
public final class Replay {
    private static final int WINDOW = 100;
    private static final double NANOS = 1e9;

    private final ReplayPlan plan;
    private final double speed;
    private final Map<Side, MqttConnection> connections;
    private final Semaphore window = new Semaphore(WINDOW);
    private final CountDownLatch stopped = new CountDownLatch(1);

    // guarded by this
    private final Map<Side, Long> published = new EnumMap<>(Side.class);
    private long acknowledged;
    private Optional<AromaException> failure = Optional.empty();

    /**
     * How far a replay is.
     *
     * @param published messages that were handed to the network, on the sides of the plan
     * @param acknowledged how many of them were acknowledged; those with QoS 0 never are
     */
    public record Count(Map<Side, Long> published, long acknowledged) {
        /** All that were handed to the network. */
        public long total() {
            return published.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A replay that is not started.
     *
     * @param speed 1 for that of the recording, 2 for twice as fast, 0 for no waits
     * @param connections of the sides of the plan; not closed here
     */
    public Replay(ReplayPlan plan, double speed, Map<Side, MqttConnection> connections) {
        this.plan = plan;
        this.speed = speed;
        this.connections = connections;
        plan.messages().keySet().forEach(side -> published.put(side, 0L));
    }

    /**
     * Publishes everything, and returns when all of it is acknowledged, or it was stopped.
     *
     * @throws AromaException if a message cannot be published, with its place in the recording
     */
    public void run() throws AromaException, InterruptedException {
        long begin = System.nanoTime();
        ReplayPlan.Pace pace = new ReplayPlan.Pace();
        try (RecordingReader reader = RecordingReader.open(plan.file())) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                if (line.get().publish().isPresent()) {
                    if (waitUntil(begin, pace.secondsAt(line.get().at()))) {
                        return;
                    }
                    publish(line.get(), reader.place());
                }
            }
        }
        window.acquire(WINDOW);
        throwFailure();
    }

    /** Whether it was stopped before the time of a message. */
    private boolean waitUntil(long begin, double seconds) throws InterruptedException {
        double due = speed == 0 ? 0 : seconds / speed * NANOS;
        return stopped.await((long) (due - (System.nanoTime() - begin)), TimeUnit.NANOSECONDS);
    }

    private void publish(RecordedLine line, String place) throws AromaException, InterruptedException {
        Side side = line.publish().orElseThrow();
        Message message = line.message().orElseThrow();
        MqttConnection connection = Optional.ofNullable(connections.get(side)).orElseThrow();
        window.acquire();
        throwFailure();
        synchronized (this) {
            published.merge(side, 1L, Long::sum);
        }
        var unused = connection
                .publish(message)
                .whenComplete((result, thrown) -> answered(message, place, Optional.ofNullable(thrown)));
    }

    private synchronized void answered(Message message, String place, Optional<Throwable> thrown) {
        if (thrown.isEmpty()) {
            acknowledged += message.qos() == QoS.AT_MOST_ONCE ? 0 : 1;
        } else if (failure.isEmpty()) {
            failure = Optional.of(failure(thrown.get(), place));
        }
        window.release();
    }

    private static AromaException failure(Throwable thrown, String place) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        AromaException.Kind kind = cause instanceof AromaException known ? known.kind() : AromaException.Kind.FAILED;
        return new AromaException(kind, place + ": " + cause.getMessage(), cause);
    }

    private synchronized void throwFailure() throws AromaException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** How far it is. */
    public synchronized Count count() {
        return new Count(new EnumMap<>(published), acknowledged);
    }

    /** Makes it publish nothing more. */
    public void stop() {
        stopped.countDown();
    }
}
