package io.aromabridge.broker;

import io.aromabridge.broker.session.DeliveryCounters;
import io.aromabridge.broker.session.Router;
import io.aromabridge.core.metric.Sample;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What one listener has seen. */
final class ListenerCounters {
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder receivedBytes = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder sentBytes = new LongAdder();
    final Traffic traffic = new Traffic();

    final DeliveryCounters delivery = new DeliveryCounters();

    List<Sample> samples(String listener, Router.Totals sessions) {
        return List.of(
                        Sample.gauge("aroma_broker_connections", "Connections that are open now.", (double)
                                (opened.sum() - closed.sum())),
                        Sample.counter(
                                "aroma_broker_logins_total", "Clients that were let in.", (double) accepted.sum()),
                        Sample.counter(
                                "aroma_broker_refusals_total",
                                "Clients that were turned away before or at CONNECT.",
                                (double) refused.sum()),
                        Sample.counter(
                                "aroma_broker_disconnections_total",
                                "Clients that were disconnected for breaking a rule or for silence.",
                                (double) dropped.sum()),
                        Sample.counter("aroma_broker_received_messages_total", "Messages taken from clients.", (double)
                                received.sum()),
                        Sample.counter("aroma_broker_received_bytes_total", "Payload bytes of these messages.", (double)
                                receivedBytes.sum()),
                        Sample.counter(
                                "aroma_broker_sent_messages_total",
                                "Messages sent to clients, repeats included.",
                                (double) sent.sum()),
                        Sample.gauge("aroma_broker_sessions", "Sessions, with those of clients that are away.", (double)
                                sessions.sessions()),
                        Sample.gauge("aroma_broker_queued_messages", "Messages that wait for their client.", (double)
                                sessions.queued()),
                        Sample.gauge(
                                "aroma_broker_inflight_messages",
                                "Messages that were sent and not acknowledged yet.",
                                (double) sessions.inFlight()),
                        Sample.counter(
                                "aroma_broker_dropped_messages_total",
                                "Messages that found their client's queue full.",
                                (double) delivery.dropped()))
                .stream()
                .map(sample -> sample.with("listener", listener))
                .toList();
    }
}
