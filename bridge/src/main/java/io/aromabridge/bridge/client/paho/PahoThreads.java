package io.aromabridge.bridge.client.paho;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.MqttToken;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one Paho client: it connects, reads, writes and calls back on one each, and disconnects on a fifth. The
 * keep-alive runs here too, in the place of Paho's timer. Says when the last thread has ended.
 */
final class PahoThreads extends ScheduledThreadPoolExecutor implements MqttPingSender {
    private static final int MOST = 6;

    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Consumer<Throwable> failed;
    private @Nullable ClientComms client;
    private @Nullable ScheduledFuture<?> ping;

    /**
     * For one client.
     *
     * @param name begins the threads' names until Paho gives its own
     * @param failed takes what Paho does not expect, such as a packet that it cannot read; called on the thread
     */
    PahoThreads(String name, Consumer<Throwable> failed) {
        super(MOST, task -> {
            Thread made = new Thread(task, name + "-paho");
            made.setDaemon(true);
            return made;
        });
        this.failed = failed;
        setRemoveOnCancelPolicy(true);
    }

    /** Completes when, after {@link #shutdown}, no thread is left. */
    CompletionStage<Void> gone() {
        return gone;
    }

    @Override
    protected void terminated() {
        gone.complete(null);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        if (task instanceof Future<?> done && done.isDone() && !done.isCancelled()) {
            try {
                Object unused = done.get();
            } catch (ExecutionException e) {
                failed.accept(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs no ping any more, so that the threads can end. */
    @Override
    public void shutdown() {
        super.shutdown();
        stop();
    }

    @Override
    public void init(ClientComms comms) {
        client = comms;
    }

    @Override
    public void start() {
        if (client != null) {
            schedule(client.getKeepAlive());
        }
    }

    @Override
    public synchronized void stop() {
        if (ping != null) {
            ping.cancel(false);
            ping = null;
        }
    }

    @Override
    public synchronized void schedule(long delayInMilliseconds) {
        ClientComms pinged = client;
        if (pinged == null || isShutdown()) {
            return;
        }
        try {
            ping = schedule(() -> ping(pinged), delayInMilliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            ping = null;
        }
    }

    private static void ping(ClientComms pinged) {
        MqttToken unused = pinged.checkForActivity();
    }
}
