package io.aromabridge.bridge.link;

import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection: connect, subscribe, then publish. Everything that is valid for one connection only
 * is here and dies with it; what comes late, from a connection that is over, changes nothing. Runs on the link's thread.
 */
final class Session implements Connection.Listener {
    /** The link that it belongs to. */
    interface Owner {
        /** Runs a task on the link's thread, later. */
        void run(Runnable task);

        /** Everything is subscribed. */
        void online(int refused);

        /** The other side has one message more. */
        void acknowledged();

        /** It is over; the owner must end it. */
        void failed(Session session, Phase phase, Throwable cause);
    }

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /** AWS IoT closes the connection on a SUBSCRIBE with more. */
    private static final int FILTERS_PER_SUBSCRIBE = 8;

    /** The code of a filter that the SUBACK refuses. */
    private static final int REFUSED = 0x80;

    // fixed
    private final LinkSettings settings;
    private final OutboundQueue queue;
    private final MessageSink handler;
    private final Timers timers;
    private final Owner owner;
    private final Connection connection;

    // valid for the connection
    private final Publisher publisher;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private Phase phase = Phase.CONNECT;
    private boolean over;

    Session(
            LinkSettings settings,
            Connections connections,
            Outlet outlet,
            MessageSink handler,
            Timers timers,
            Owner owner) {
        this.settings = settings;
        this.queue = outlet.queue();
        this.handler = handler;
        this.timers = timers;
        this.owner = owner;
        this.connection = connections.create(this);
        this.publisher = new Publisher(this, connection, outlet, settings.tuning(), timers);
    }

    void start() {
        Duration limit = settings.tuning().connectTimeout();
        awaitStep(connection.connect(), limit, "no CONNACK", connected -> {
            phase = Phase.SUBSCRIBE;
            subscribe(settings.subscriptions().entrySet().iterator(), 0);
        });
    }

    /** Subscribes the rest of the filters, one packet after the other. */
    private void subscribe(Iterator<Map.Entry<TopicFilter, QoS>> rest, int refused) {
        Map<TopicFilter, QoS> filters = new LinkedHashMap<>();
        while (rest.hasNext() && filters.size() < FILTERS_PER_SUBSCRIBE) {
            Map.Entry<TopicFilter, QoS> next = rest.next();
            filters.put(next.getKey(), next.getValue());
        }
        if (filters.isEmpty()) {
            phase = Phase.ONLINE;
            queue.online();
            owner.online(refused);
            drain();
            return;
        }
        awaitStep(
                connection.subscribe(filters),
                settings.tuning().operationTimeout(),
                "no SUBACK",
                codes -> subscribe(rest, refused + check(List.copyOf(filters.keySet()), codes)));
    }

    private int check(List<TopicFilter> filters, List<Integer> codes) {
        int refused = 0;
        for (int i = 0; i < filters.size(); i++) {
            if (i >= codes.size() || codes.get(i) == REFUSED) {
                refused++;
                log.warn(
                        "{}: {} refused the subscription to {}, so nothing comes from there; allow client {} to"
                                + " subscribe to it (AWS IoT: iot:Subscribe and iot:Receive), or take the route out",
                        settings.name(),
                        settings.endpoint().address(),
                        filters.get(i),
                        settings.clientId());
            }
        }
        return refused;
    }

    /** Goes on when the step is done; fails the session if it fails or takes too long. */
    private <T> void awaitStep(CompletionStage<T> step, Duration limit, String late, Consumer<T> next) {
        Timers.Scheduled watchdog =
                timers.after(limit, () -> owner.run(() -> fail(new TimeoutException(overdue(late, limit)))));
        then(
                step,
                result -> {
                    watchdog.cancel();
                    next.accept(result);
                },
                failure -> {
                    watchdog.cancel();
                    fail(failure);
                });
    }

    String overdue(String what, Duration limit) {
        return what + " from " + settings.endpoint().address() + " within " + Diagnosis.spoken(limit);
    }

    /** Goes on, on the link's thread, unless it is over by then. */
    <T> void then(CompletionStage<T> stage, Consumer<T> done, Consumer<Throwable> failed) {
        CompletionStage<T> unused = stage.whenComplete((result, failure) -> owner.run(() -> {
            if (over) {
                return;
            }
            if (failure == null) {
                done.accept(result);
            } else {
                failed.accept(
                        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
            }
        }));
    }

    /** Publishes what waits, as far as may be. */
    void drain() {
        if (!over && phase == Phase.ONLINE) {
            publisher.drain();
        }
    }

    void acknowledged() {
        owner.acknowledged();
    }

    /** Runs a task on the link's thread, later, unless it is over by then. */
    void run(Runnable task) {
        owner.run(() -> {
            if (!over) {
                task.run();
            }
        });
    }

    @Override
    public void received(Message message, Runnable acknowledge) {
        owner.run(() -> {
            if (!over) {
                Acknowledgements.Arrival arrival = acknowledgements.arrived(message.qos(), acknowledge);
                then(handler.accept(message), done -> arrival.taken(), refusal -> {
                    arrival.refused();
                    refused(message, refusal);
                });
            }
        });
    }

    private void refused(Message message, Throwable refusal) {
        log.warn(
                "{}: a message on {} was not taken ({}); it is not acknowledged, so it may come again",
                settings.name(),
                message.topic(),
                refusal.toString());
        log.debug("{}: the cause", settings.name(), refusal);
    }

    @Override
    public void lost(Throwable cause) {
        owner.run(() -> fail(cause));
    }

    void fail(Throwable cause) {
        if (!over) {
            owner.failed(this, phase, cause);
        }
    }

    /** The other side hung up: the message that it hangs up on, if that is clear by now. */
    Optional<OutboundQueue.Entry> hungUp() {
        return phase == Phase.ONLINE ? publisher.hungUp() : Optional.empty();
    }

    /**
     * Ends it; what happens to it from now on is ignored.
     *
     * @param politely with a DISCONNECT, if it is online
     */
    CompletionStage<Void> end(boolean politely) {
        over = true;
        return connection.end(politely && phase == Phase.ONLINE);
    }
}
