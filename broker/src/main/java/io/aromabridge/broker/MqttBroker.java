package io.aromabridge.broker;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.metric.Sample;
import io.moquette.broker.Engine;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An MQTT 3.1 and 3.1.1 broker in this process, with one or several listeners. Sessions, retained messages and queues
 * live in memory. Thread-safe; several may run in one JVM.
 */
public final class MqttBroker implements AutoCloseable {
    /** Messages that the process itself publishes keep their order under this name. */
    private static final String SELF = "aromabridge";

    private final Engine engine = Engine.start();
    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory("broker-accept", true));
    private final EventLoopGroup workers = new NioEventLoopGroup(
            Math.min(4, Runtime.getRuntime().availableProcessors()), new DefaultThreadFactory("broker-io", true));
    private final ExecutorService logins =
            Executors.newFixedThreadPool(2, new DefaultThreadFactory("broker-login", true));
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Listener> listeners = new ArrayList<>();

    private MqttBroker() {}

    /**
     * Starts the engine and binds all listeners, or none.
     *
     * @throws AromaException if a port cannot be bound (FAILED) or a listener's TLS does not work (CONFIGURATION)
     */
    public static MqttBroker start(List<ListenerOptions> options, Journal journal, InstantSource clock)
            throws AromaException {
        MqttBroker broker = new MqttBroker();
        try {
            for (ListenerOptions each : options) {
                GuardContext context = new GuardContext(
                        each, broker.engine, journal, clock, broker.logins, new ListenerCounters(), broker.stopping);
                broker.listeners.add(Listener.bind(context, broker.channels, broker.acceptor, broker.workers));
            }
            return broker;
        } catch (AromaException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * The port that a listener is bound to.
     *
     * @throws NoSuchElementException if there is no listener of that name
     */
    public int port(String listener) {
        return listeners.stream()
                .filter(l -> l.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no listener '" + listener + "'"))
                .port();
    }

    /**
     * Routes a message to its subscribers. It passes no tap, so what a bridge brings in is not sent out again.
     *
     * @return completes when every subscriber's session has it
     */
    public CompletionStage<Void> publish(Message message) {
        return engine.publish(SELF, Packets.publish(message));
    }

    /** What each listener has seen. */
    public List<Sample> samples() {
        return listeners.stream().flatMap(l -> l.samples().stream()).toList();
    }

    /** Stops within about 200 ms. Connections are closed without a DISCONNECT; no will is published. Idempotent. */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        listeners.forEach(Listener::close);
        channels.close().awaitUninterruptibly(100);
        logins.shutdownNow();
        // Before the event loops: the engine still writes to channels, and would find nobody to do it.
        engine.close();
        workers.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
        acceptor.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
    }
}
