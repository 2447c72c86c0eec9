package io.aromabridge.bridge.link;

import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.certs.connect.ConnectDiagnosis;
import io.aromabridge.certs.connect.ConnectFailedException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import java.net.SocketTimeoutException;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection: connect, subscribe, then publish. Everything that is valid for one connection only
 * is here and dies with it; what comes late, from a connection that is over, changes nothing. Runs on the link's thread.
 */
final class ConnectionAttempt implements Connection.Listener {
    private static final Logger log = LoggerFactory.getLogger(ConnectionAttempt.class);

    /** AWS IoT closes the connection on a SUBSCRIBE with more. */
    private static final int FILTERS_PER_SUBSCRIBE = 8;

    /** The code of a filter that the SUBACK refuses. */
    private static final int REFUSED = 0x80;

    // fixed
    private final Link link;
    private final LinkSettings settings;
    private final OutboundQueue queue;
    private final MessageSink handler;
    private final Connection connection;

    // valid for the connection
    private final QueuePublisher publisher;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private ConnectionPhase phase = ConnectionPhase.CONNECT;
    private boolean over;

    ConnectionAttempt(
            Link link,
            LinkSettings settings,
            ConnectionFactory connections,
            SendContext context,
            MessageSink handler,
            Timers timers) {
        this.link = link;
        this.settings = settings;
        this.queue = context.queue();
        this.handler = handler;
        this.connection = connections.create(this);
        this.publisher = new QueuePublisher(this, connection, context, settings.tuning(), timers);
    }

    void start() {
        Duration limit = settings.tuning().connectTimeout();
        awaitStep(connection.connect(), limit, this::noConnack, connected -> {
            phase = ConnectionPhase.SUBSCRIBE;
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
            phase = ConnectionPhase.ONLINE;
            queue.online();
            link.online(refused);
            drain();
            return;
        }
        awaitStep(
                connection.subscribe(filters),
                settings.tuning().operationTimeout(),
                () -> new TimeoutException(
                        overdue("no SUBACK", settings.tuning().operationTimeout())),
                codes -> subscribe(rest, refused + check(List.copyOf(filters.keySet()), codes)));
    }

    private int check(List<TopicFilter> filters, List<Integer> codes) {
        int refused = 0;
        for (int i = 0; i < filters.size(); i++) {
            if (i >= codes.size() || codes.get(i) == REFUSED) {
                refused++;
                log.warn(
                        "{}: {} refused the subscription to {}, so nothing arrives from there; allow client {} to"
                                + " subscribe to it (AWS IoT: iot:Subscribe and iot:Receive), or remove the route",
                        settings.name(),
                        settings.endpoint().address(),
                        filters.get(i),
                        settings.clientId());
            }
        }
        return refused;
    }

    /** Goes on when the step is done; fails the attempt if it fails or takes too long. */
    private <T> void awaitStep(CompletionStage<T> step, Duration limit, Supplier<Exception> late, Consumer<T> next) {
        Timers.Scheduled watchdog = link.after(limit, () -> fail(late.get()));
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

    /** Late in whatever phase it is. */
    private Exception noConnack() {
        return new ConnectFailedException(
                connection.phase(), connection.received(), new SocketTimeoutException("no CONNACK in time"));
    }

    String overdue(String what, Duration limit) {
        return what + " from " + settings.endpoint().address() + " within " + ConnectDiagnosis.spoken(limit);
    }

    /** Goes on, on the link's thread, unless it is over by then. */
    <T> void then(CompletionStage<T> stage, Consumer<T> done, Consumer<Throwable> failed) {
        CompletionStage<T> unused = stage.whenComplete((result, failure) -> link.run(() -> {
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
        if (!over && phase == ConnectionPhase.ONLINE) {
            publisher.drain();
        }
    }

    void acknowledged() {
        link.acknowledged();
    }

    /** Runs a task on the link's thread, later, unless it is over by then. */
    void run(Runnable task) {
        link.run(() -> {
            if (!over) {
                task.run();
            }
        });
    }

    /** Runs a task on the link's thread after a delay, unless it is over by then. */
    Timers.Scheduled after(Duration delay, Runnable task) {
        return link.after(delay, () -> {
            if (!over) {
                task.run();
            }
        });
    }

    @Override
    public void received(Message message, Runnable acknowledge) {
        link.run(() -> {
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
                "{}: a message on {} was not taken ({}); it gets no PUBACK, so it may be sent again",
                settings.name(),
                message.topic(),
                refusal.toString());
        log.debug("{}: the cause", settings.name(), refusal);
    }

    @Override
    public void lost(Throwable cause) {
        link.run(() -> fail(cause));
    }

    void fail(Throwable cause) {
        if (!over) {
            link.failed(this, phase, cause);
        }
    }

    /** The other side hung up: the message that it hangs up on, if that is clear by now. */
    Optional<OutboundQueue.InFlightMessage> hungUp() {
        return phase == ConnectionPhase.ONLINE ? publisher.hungUp() : Optional.empty();
    }

    /**
     * Ends it; what happens to it from now on is ignored.
     *
     * @param politely with a DISCONNECT, if it is online
     */
    CompletionStage<Void> end(boolean politely) {
        over = true;
        return connection.end(politely && phase == ConnectionPhase.ONLINE);
    }
}
