package io.aromabridge.bridge.link;

import io.aromabridge.bridge.link.LinkState.Connecting;
import io.aromabridge.bridge.link.LinkState.Idle;
import io.aromabridge.bridge.link.LinkState.Online;
import io.aromabridge.bridge.link.LinkState.Stopped;
import io.aromabridge.bridge.link.LinkState.Waiting;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.certs.connect.BreakReason;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one side of the bridge connected: tries, waits, tries again; sends what waits in its queue, and hands on what
 * arrives. One thread owns all of it; the methods here may be called from any other.
 *
 * <pre>
 *   Idle ── start ──▶ Connecting ── last SUBACK ──▶ Online
 *                      ▲      │                       │
 *                      │      └────── failure ──┬─────┘
 *                      └── back-off ── Waiting ◀┘         close ──▶ Stopped
 * </pre>
 *
 * <p>A peer that answers no more while TCP stays up is noticed by what is waited for: CONNACK, SUBACK, PUBACK. On a link
 * where nothing is published only the keep-alive notices it, after at most twice its time (by default two minutes); until
 * then the link counts as online.
 */
public final class Link implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Link.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    /** How long a link that is closed goes on with what is queued; its part of the second that closing may take. */
    private static final Duration LAST_MESSAGES_LIMIT = Duration.ofMillis(400);

    // fixed
    private final LinkSettings settings;
    private final ConnectionFactory connections;
    private final SendContext context;
    private final MessageSink handler;
    private final RandomGenerator random;
    private final ScheduledExecutorService executor;
    private final Timers timers;
    private final Diagnosis diagnosis;
    private final BatchingExecutor tasks;
    private final AtomicBoolean drainAsked = new AtomicBoolean();
    private final CompletableFuture<Void> firstOnline = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private volatile LinkState state = new Idle();
    private volatile Runnable changed = () -> {};

    // counted
    private final LongAdder connects = new LongAdder();
    private final Map<BreakReason, Long> breaks = new ConcurrentHashMap<>();
    private final LongAdder received = new LongAdder();

    // owned by the link's thread
    private final Set<String> warned = new HashSet<>();
    private int failures;
    private boolean stopping;
    private @Nullable ConnectionAttempt attempt;

    /**
     * A link that is not started.
     *
     * @param connections the link's alone; ended with it
     * @param queue what it sends; the link reads it alone
     * @param handler takes what arrives; a message is acknowledged when it has been taken
     * @param quarantine takes what the other side hangs up on
     */
    public Link(
            LinkSettings settings,
            ConnectionFactory connections,
            OutboundQueue queue,
            MessageSink handler,
            Quarantine quarantine,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.connections = connections;
        Throttle throttle = new Throttle(settings.sending(), System::nanoTime);
        this.context = new SendContext(settings, queue, throttle, new PoisonMessageDetector(), quarantine);
        this.handler = message -> {
            received.increment();
            return handler.accept(message);
        };
        this.random = random;
        this.diagnosis = new Diagnosis(
                settings.endpoint().address(),
                settings.endpoint().aim(settings.clientId(), settings.tuning().connectTimeout()));
        this.executor = connections.thread();
        this.tasks = new BatchingExecutor(executor);
        this.timers = Timers.on(executor, clock);
    }

    /** Begins to connect. Returns at once; once only. */
    public void start() {
        context.open(this::drainSoon, executor);
        run(() -> {
            if (state instanceof Idle) {
                log.info(
                        "{}: connecting to {} as {}",
                        settings.name(),
                        settings.endpoint().address(),
                        settings.clientId());
                connect();
            }
        });
    }

    /** Sets the listener of state changes; called on the link's thread, it must be quick and throw nothing. */
    public void onChange(Runnable signal) {
        changed = signal;
    }

    /** Where it stands. */
    public LinkState state() {
        return state;
    }

    /** What it has seen. */
    public LinkCounters counters() {
        return new LinkCounters(connects.sum(), breaks, received.sum());
    }

    /** Completes when the link is online for the first time; exceptionally if it is closed before. */
    public CompletionStage<Void> online() {
        return firstOnline.copy();
    }

    private void drainSoon() {
        if (drainAsked.compareAndSet(false, true)) {
            run(() -> {
                drainAsked.set(false);
                if (attempt != null) {
                    attempt.drain();
                }
            });
        }
    }

    private void connect() {
        Optional<String> before = state instanceof Waiting waiting ? Optional.of(waiting.reason()) : Optional.empty();
        move(new Connecting(failures + 1, timers.instant(), before));
        log.debug("{}: try {}", settings.name(), failures + 1);
        attempt = new ConnectionAttempt(this, settings, connections, context, handler, timers);
        attempt.start();
    }

    private void retry(ConnectionPhase phase, Throwable cause) {
        Instant now = timers.instant();
        if (state instanceof Online online
                && Duration.between(online.since(), now)
                                .compareTo(settings.tuning().backoff().stable())
                        >= 0) {
            failures = 0;
            warned.clear();
        }
        Duration delay = settings.tuning().backoff().delay(failures, random);
        failures++;
        breaks.merge(diagnosis.reason(phase, cause), 1L, Long::sum);
        String reason = diagnosis.explain(phase, cause);
        move(new Waiting(now.plus(delay), delay, reason));
        String line = settings.name() + ": " + reason + "; next try in " + ConnectDiagnosis.spoken(delay);
        if (warned.add(reason)) {
            log.warn(line);
        } else {
            log.info(line);
        }
        log.debug("{}: the cause", settings.name(), cause);
        Timers.Scheduled unused = after(delay, () -> {
            if (state instanceof Waiting) {
                connect();
            }
        });
    }

    /** Stops for good, within about a second; what is still in the queue stays there. Not from the link's thread. */
    @Override
    public void close() {
        try {
            stop().toCompletableFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("{}: the connection takes its time to close", settings.name(), e);
        }
    }

    /** Begins to stop; completes when all is gone. */
    public CompletionStage<Void> stop() {
        run(() -> {
            if (stopping) {
                return;
            }
            stopping = true;
            if (state instanceof Online && context.queue().counters().depth() > 0) {
                Timers.Scheduled unused = after(LAST_MESSAGES_LIMIT, this::finish);
            } else {
                finish();
            }
        });
        return stopped;
    }

    private void finish() {
        if (state instanceof Stopped) {
            return;
        }
        move(new Stopped());
        log.info("{}: stopped", settings.name());
        firstOnline.completeExceptionally(new CancellationException(settings.name() + " was closed"));
        CompletionStage<Void> ended = attempt == null ? CompletableFuture.completedStage(null) : attempt.end(true);
        attempt = null;
        context.close();
        CompletionStage<Void> unused =
                ended.thenRun(connections::close).whenComplete((done, failure) -> stopped.complete(null));
    }

    /** Runs a task on the link's thread, later. From any thread. */
    void run(Runnable task) {
        try {
            tasks.run(() -> guarded(task));
        } catch (RejectedExecutionException closed) {
            log.debug("{}: closed: a late task is skipped", settings.name());
        }
    }

    /** Runs a task on the link's thread after a delay. */
    Timers.Scheduled after(Duration delay, Runnable task) {
        return timers.after(delay, () -> guarded(task));
    }

    /** A mistake of ours must not leave the link dead: it is logged, and the link starts anew. */
    // Errors too: a client library that is not there, or of another version, is a LinkageError.
    @SuppressWarnings("IllegalCatch")
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("{}: internal error; the link reconnects", settings.name(), e);
            if (attempt != null) {
                attempt.fail(e);
            } else if (state instanceof Connecting) {
                // Not even the attempt was made.
                retry(ConnectionPhase.CONNECT, e);
            }
        }
    }

    private void move(LinkState next) {
        state = next;
        changed.run();
    }

    /** The attempt has the last SUBACK. */
    void online(int refusedFilters) {
        connects.increment();
        move(new Online(timers.instant()));
        int filters = settings.subscriptions().size() - refusedFilters;
        log.info(
                "{}: online at {}{}",
                settings.name(),
                settings.endpoint().address(),
                filters == 0 ? "" : ", subscribed to " + filters + (filters == 1 ? " filter" : " filters"));
        firstOnline.complete(null);
    }

    /** The other side acknowledged one message more. */
    void acknowledged() {
        if (stopping && context.queue().counters().depth() == 0) {
            finish();
        }
    }

    /** The attempt failed, or its connection broke; a former one is ignored. */
    void failed(ConnectionAttempt failing, ConnectionPhase phase, Throwable cause) {
        if (failing == attempt) {
            CompletionStage<Void> unused = failing.end(false);
            attempt = null;
            if (diagnosis.reason(phase, cause) == BreakReason.CLOSED) {
                failing.hungUp().ifPresent(context::setAside);
            }
            context.queue().rewind();
            if (stopping) {
                finish();
            } else {
                retry(phase, cause);
            }
        }
    }
}
