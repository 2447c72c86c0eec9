package io.aromabridge.bridge.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What one link reads: its own partition, and before it those of older times that fall to it. What comes goes to its own.
 */
final class Succession implements OutboundQueue {
    /** A partition, and in which time it was made. */
    record Part(OutboundQueue queue, int time) {}

    /** Its own is the last. */
    private final List<Part> parts;

    private final Handover handover;
    private volatile Runnable signal = () -> {};
    private int turn;

    Succession(List<Part> parts, Handover handover) {
        this.parts = List.copyOf(parts);
        this.handover = handover;
        handover.onTurn(() -> signal.run());
    }

    private OutboundQueue own() {
        return parts.get(parts.size() - 1).queue();
    }

    @Override
    public CompletionStage<Void> append(QueuedMessage outbound) {
        return own().append(outbound);
    }

    @Override
    public Optional<InFlightMessage> next(Gate gate) {
        handover.look();
        int time = handover.reading();
        for (int i = 0; i < parts.size(); i++) {
            // In turns, since several of one time may fall to one link.
            turn = (turn + 1) % parts.size();
            Part part = parts.get(turn);
            if (part.time() == time) {
                Optional<InFlightMessage> next = part.queue().next(gate);
                if (next.isPresent()) {
                    int index = turn;
                    return next.map(entry -> new InFlightMessage(position(index, entry.position()), entry.outbound()));
                }
            }
        }
        return Optional.empty();
    }

    /** Positions of several partitions, made different. */
    private long position(int index, long position) {
        return position * parts.size() + index;
    }

    private OutboundQueue queue(long position) {
        return parts.get((int) (position % parts.size())).queue();
    }

    @Override
    public void acknowledged(long position) {
        queue(position).acknowledged(position / parts.size());
        handover.look();
    }

    @Override
    public void giveUp(long position, DropReason reason) {
        queue(position).giveUp(position / parts.size(), reason);
        handover.look();
    }

    @Override
    public void online() {
        parts.forEach(part -> part.queue().online());
    }

    @Override
    public void rewind() {
        parts.forEach(part -> part.queue().rewind());
    }

    @Override
    public void onAvailable(Runnable newSignal) {
        signal = newSignal;
        parts.forEach(part -> part.queue().onAvailable(newSignal));
    }

    @Override
    public void near(ScheduledExecutorService thread) {
        parts.forEach(part -> part.queue().near(thread));
    }

    @Override
    public void far() {
        parts.forEach(part -> part.queue().far());
    }

    @Override
    public Optional<String> problem() {
        return parts.stream().flatMap(part -> part.queue().problem().stream()).reduce((a, b) -> a + "; " + b);
    }

    @Override
    public QueueCounters counters() {
        return parts.stream()
                .map(part -> part.queue().counters())
                .reduce(QueueCounters::plus)
                .orElseThrow();
    }

    @Override
    public void close() {
        parts.forEach(part -> part.queue().close());
    }
}
