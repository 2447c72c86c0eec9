package io.aromabridge.cloud.aws.fault;

import io.aromabridge.core.topic.TopicName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A fault that was asked for: how often it has happened, and how to wait for it or end it. Thread-safe. */
public final class Fault {
    /** What happens. */
    sealed interface Kind {
        /** Concerns the PUBACK to a PUBLISH with QoS 1. */
        sealed interface OfAcknowledgement extends Kind {}

        /** The PUBACK is never sent. */
        record Withhold() implements OfAcknowledgement {}

        /** The PUBACK is sent later. */
        record Delay(Duration by) implements OfAcknowledgement {}

        /** A PUBLISH ends the connection. */
        record RefusePublish() implements Kind {}

        /** A CONNECT ends the connection. */
        record RefuseConnect() implements Kind {}

        /** The n-th packet, CONNECT being the first, ends the connection. */
        record HangUp(int packet) implements Kind {}
    }

    // fixed
    private final Kind kind;
    private final FaultTarget target;
    private final Consumer<String> report;

    // guarded by this
    private final Map<Integer, CompletableFuture<Void>> awaited = new TreeMap<>();
    private int claimed;
    private int count;
    private boolean ended;

    Fault(Kind kind, FaultTarget target, Consumer<String> report) {
        this.kind = kind;
        this.target = target;
        this.report = report;
    }

    Kind kind() {
        return kind;
    }

    /** Takes one of its times; the caller then calls {@link #strike}. */
    synchronized boolean claim(String clientId, Optional<TopicName> topic) {
        if (isOver() || !target.matches(clientId, topic)) {
            return false;
        }
        claimed++;
        return true;
    }

    /** Makes it happen; reported before, so that in a timeline the cause precedes its effects. */
    void strike(String what, Runnable effect) {
        Optional<CompletableFuture<Void>> reached;
        report.accept(what);
        synchronized (this) {
            count++;
            reached = Optional.ofNullable(awaited.remove(count));
        }
        effect.run();
        reached.ifPresent(future -> future.complete(null));
    }

    synchronized boolean isOver() {
        return ended || claimed == target.times();
    }

    /** How often it has happened. */
    public synchronized int count() {
        return count;
    }

    /** Completes when it has happened for the first time; see {@link #happened(int)}. */
    public CompletionStage<Void> happened() {
        return happened(1);
    }

    /**
     * Completes when it has happened so many times in all; exceptionally, because of a {@link CancellationException},
     * if it is ended before. What depends on it runs on the connection's thread and must not block.
     *
     * @param times at least 1; throws {@link IllegalArgumentException} if the fault is over before that
     */
    public synchronized CompletionStage<Void> happened(int times) {
        if (times < 1 || times > target.times()) {
            throw new IllegalArgumentException(
                    "happened " + times + " times: this fault happens 1 to " + target.times() + " times");
        }
        if (ended && times > count) {
            return CompletableFuture.failedStage(cancelled());
        }
        if (times <= count) {
            return CompletableFuture.completedStage(null);
        }
        return awaited.computeIfAbsent(times, unused -> new CompletableFuture<>())
                .minimalCompletionStage();
    }

    /** Ends it: from now on it strikes no client. What has happened stays. */
    public void end() {
        Map<Integer, CompletableFuture<Void>> left;
        synchronized (this) {
            ended = true;
            left = new TreeMap<>(awaited);
        }
        left.values().forEach(future -> future.completeExceptionally(cancelled()));
    }

    private CancellationException cancelled() {
        return new CancellationException("the fault was ended before it had happened so often");
    }
}
