package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState;
import io.aromabridge.app.watch.SystemState.Broker;
import io.aromabridge.app.watch.SystemState.Link;
import io.aromabridge.app.watch.SystemState.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The upper lines of the screen: the system, its links, its queue, its brokers. */
record StatusLines(Supplier<Line> lines) {
    private static final int LABEL = 8;

    List<Line> of(Picture picture) {
        SystemState state = picture.state();
        List<Line> all = new ArrayList<>();
        Line title = lines.get().text(Ink.BOLD, "Aromabridge").text("  " + picture.place());
        state.uptime().ifPresent(up -> title.text(Ink.DIM, "  up " + Durations.of(up)));
        all.add(title);
        picture.away().ifPresent(away -> all.add(away(away)));
        state.bridge().ifPresent(bridge -> {
            bridge.cloud().ifPresent(link -> all.add(link("cloud", link, state.at())));
            bridge.local().ifPresent(link -> all.add(link("local", link, state.at())));
            bridge.queue().ifPresent(queue -> all.add(queue(queue)));
        });
        state.broker().ifPresent(broker -> all.add(broker("broker", broker)));
        state.cloud().ifPresent(cloud -> all.add(broker("stand-in", cloud)));
        return all;
    }

    private Line labelled(String label) {
        return lines.get().text(Ink.DIM, label).tab(LABEL).text(" ");
    }

    private Line away(Event.Away away) {
        return lines.get().text(Ink.RED, "✘ " + away.sentence());
    }

    private Line link(String name, Link link, Optional<Instant> now) {
        Line line = labelled(name);
        switch (link.state()) {
            case "online" -> line.text(Ink.GREEN, "● online");
            case "connecting", "waiting" -> line.text(Ink.YELLOW, "◐ " + link.state());
            default -> line.text(Ink.RED, "○ " + link.state());
        }
        link.address().ifPresent(address -> line.text(" at " + address));
        now.ifPresent(at -> {
            link.nextTry()
                    .ifPresentOrElse(
                            next -> line.text(", next try in " + Durations.of(Duration.between(at, next))),
                            () -> link.since()
                                    .ifPresent(
                                            since -> line.text(" for " + Durations.of(Duration.between(since, at)))));
        });
        link.reason().ifPresent(reason -> line.text(": " + reason));
        return line;
    }

    private Line queue(Queue queue) {
        Line line = labelled("queue");
        String held = queue.depth() + " held, " + queue.inFlight() + " in flight";
        if (queue.oldestSeconds() >= 1) {
            line.text(Ink.YELLOW, held + ", oldest " + Durations.of(Duration.ofSeconds((long) queue.oldestSeconds())));
        } else {
            line.text(held);
        }
        line.text("; " + queue.sent() + " sent, " + queue.acknowledged() + " acknowledged, ");
        String dropped = queue.dropped() + " dropped";
        return queue.dropped() > 0 ? line.text(Ink.RED, dropped) : line.text(dropped);
    }

    private Line broker(String label, Broker broker) {
        int connections = broker.connections();
        return labelled(label)
                .text(connections
                        + (connections == 1 ? " connection" : " connections")
                        + (broker.ports().isEmpty() ? "" : " on " + String.join(", ", broker.ports())));
    }
}
