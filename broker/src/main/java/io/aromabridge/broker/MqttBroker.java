package io.aromabridge.broker;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.connection.AdmissionControl;
import io.aromabridge.broker.connection.ConnectedClients;
import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.connection.ListenerCounters;
import io.aromabridge.broker.listener.Listener;
import io.aromabridge.broker.listener.PipelineInitializer;
import io.aromabridge.broker.listener.SharedPort;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.session.DeliveryCounters;
import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.broker.session.Publication;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.health.HealthCheck;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.metric.Sample;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * An MQTT 3.1 and 3.1.1 broker in this process, with one or several listeners. Sessions, retained messages and queues
 * live in memory, and outlive it in a {@link SessionStore}. Thread-safe; several may run in one JVM.
 */
public final class MqttBroker implements AutoCloseable {
    private final SessionStore store;
    private final Router router;
    private final ConnectedClients clients = new ConnectedClients();
    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory("broker-accept", true));
    private final EventLoopGroup workers;
    private final Runnable end;
    private final ExecutorService logins =
            Executors.newFixedThreadPool(2, new DefaultThreadFactory("broker-login", true));
    private final AdmissionControl admission = new AdmissionControl(logins, 2);
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Listener> listeners = new ArrayList<>();
    private final Housekeeping housekeeping;

    private MqttBroker(SessionStore store, EventLoops loops, Runnable end) {
        this.store = store;
        this.workers = loops.workers();
        this.end = end;
        router = new Router(store);
        housekeeping = new Housekeeping(router, clients, listeners, workers);
    }

    /**
     * Binds all listeners, or none.
     *
     * @throws AromaException if a port cannot be bound (FAILED) or a listener's TLS does not work (CONFIGURATION)
     */
    public static MqttBroker start(List<ListenerOptions> options, Journal journal, InstantSource clock)
            throws AromaException {
        return start(options, journal, clock, SessionStore.inMemory());
    }

    /**
     * The same with a place where persistent sessions and retained messages are kept; what it has from before is there
     * again. To be closed after the broker. Until a client comes back, its queue has the limits of the listener whose
     * queues hold the most messages.
     */
    public static MqttBroker start(
            List<ListenerOptions> options, Journal journal, InstantSource clock, SessionStore store)
            throws AromaException {
        EventLoops own = new EventLoops();
        return start(options, journal, clock, new MqttBroker(store, own, own::close));
    }

    /** The same on threads that others use too, and that are to be closed after it. */
    public static MqttBroker start(
            List<ListenerOptions> options, Journal journal, InstantSource clock, SessionStore store, EventLoops loops)
            throws AromaException {
        return start(options, journal, clock, new MqttBroker(store, loops, loops::settle));
    }

    private static MqttBroker start(
            List<ListenerOptions> options, Journal journal, InstantSource clock, MqttBroker broker)
            throws AromaException {
        List<ListenerContext> contexts = options.stream()
                .map(each -> new ListenerContext(
                        each,
                        broker.router,
                        broker.clients,
                        journal,
                        clock,
                        broker.admission,
                        new ListenerCounters(),
                        broker.stopping))
                .toList();
        // It is not known through which listener the clients will come back.
        contexts.stream()
                .max(Comparator.comparingInt(c -> c.options().delivery().queueMessages()))
                .ifPresentOrElse(
                        c -> broker.router.restore(c.options().delivery(), c.counters().delivery),
                        () -> broker.router.restore(DeliveryLimits.DEFAULT, new DeliveryCounters()));
        try {
            for (ListenerContext each : contexts) {
                broker.listeners.add(Listener.bind(each, broker.channels, broker.acceptor, broker.workers));
            }
            broker.housekeeping.watchLoops();
            return broker;
        } catch (AromaException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * The port that a listener is bound to.
     *
     * @throws NoSuchElementException if there is no listener of that name, or it has no port
     */
    public int port(String listener) {
        return find(listener).port();
    }

    private Listener find(String listener) {
        return listeners.stream()
                .filter(l -> l.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no listener '" + listener + "'"));
    }

    /**
     * Routes a message to its subscribers, and keeps it if it is retained. The tap does not get it, so what a bridge brings in
     * is not sent out again. Messages of one thread keep their order.
     *
     * @return completes when every subscriber's session has it
     */
    public CompletionStage<Void> publish(Message message) {
        return router.publish(Publication.of(message), Optional.empty());
    }

    /**
     * Gives a message to one client, whatever it has subscribed, if its listener's {@link Authorizer} lets it have it.
     *
     * @return whether it is connected
     */
    public boolean deliver(String clientId, Message message) {
        return clients.contains(clientId) && router.deliver(clientId, Publication.of(message));
    }

    /**
     * The way in for connections that a {@link SharedPort} has accepted.
     *
     * @throws NoSuchElementException if there is no listener of that name
     */
    public PipelineInitializer pipelineInitializer(String listener) {
        return find(listener).pipelineInitializer();
    }

    /**
     * Closes the connection of a client; its will is published, and its session is kept if it is persistent.
     *
     * @return whether it was connected
     */
    public boolean disconnect(String clientId) {
        return clients.close(clientId, "it was disconnected on request");
    }

    /**
     * Closes the connections whose login is not valid any more ({@link AuthenticationResult.Accepted#stillValid}), as after a change of the
     * password file. Packets of theirs that are pending are dropped; their wills are published.
     *
     * @return how many
     */
    public int closeRevoked() {
        return stopping.get() ? 0 : clients.closeRevoked();
    }

    /** What each listener has seen, what waits for the clients that came through it, and what the store holds. */
    public List<Sample> samples() {
        return Stream.concat(listeners.stream().flatMap(l -> l.samples().stream()), store.samples().stream())
                .toList();
    }

    /** What must hold: {@code broker loops}, that a message comes through each event loop. */
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("broker loops", housekeeping::problem));
    }

    /**
     * Begins to publish what the broker counts below {@code $SYS/broker}, under mosquitto's names: now, and then again
     * and again what has changed. To be called once.
     *
     * @param version how the broker calls itself
     * @param interval between two updates, at least a millisecond
     */
    public void publishSys(String version, Duration interval, InstantSource clock) {
        housekeeping.publishSys(version, interval, clock);
    }

    /** Stops within about 200 ms. Connections are closed without a DISCONNECT; no will is published. Idempotent. */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        housekeeping.close();
        listeners.forEach(Listener::close);
        channels.close().awaitUninterruptibly(100);
        logins.shutdownNow();
        end.run();
        acceptor.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(200);
    }
}
