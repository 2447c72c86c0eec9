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
record StatusLines(Supplier<ScreenLine> lines) {
    private static final int LABEL = 8;

    List<ScreenLine> of(Picture picture) {
        SystemState state = picture.state();
        List<ScreenLine> all = new ArrayList<>();
        ScreenLine title = lines.get().text(Ink.BOLD, "Aromabridge").text("  " + picture.place());
        state.uptime().ifPresent(up -> title.text(Ink.DIM, "  up " + DurationText.of(up)));
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

    private ScreenLine labelled(String label) {
        return lines.get().text(Ink.DIM, label).tab(LABEL).text(" ");
    }

    private ScreenLine away(Event.Away away) {
        return lines.get().text(Ink.RED, "✘ " + away.sentence());
    }

    private ScreenLine link(String name, Link link, Optional<Instant> now) {
        ScreenLine line = labelled(name);
        switch (link.state()) {
            case "online" -> line.text(Ink.GREEN, "● online");
            case "connecting", "waiting" -> line.text(Ink.YELLOW, "◐ " + link.state());
            default -> line.text(Ink.RED, "○ " + link.state());
        }
        link.address().ifPresent(address -> line.text(" at " + address));
        now.ifPresent(at -> {
            link.nextTry()
                    .ifPresentOrElse(
                            next -> line.text(", next try in " + DurationText.of(Duration.between(at, next))),
                            () -> link.since()
                                    .ifPresent(since ->
                                            line.text(" for " + DurationText.of(Duration.between(since, at)))));
        });
        link.reason().ifPresent(reason -> line.text(": " + reason));
        return line;
    }

    private ScreenLine queue(Queue queue) {
        ScreenLine line = labelled("queue");
        String held = queue.depth() + " held, " + queue.inFlight() + " in flight";
        if (queue.oldestSeconds() >= 1) {
            line.text(
                    Ink.YELLOW, held + ", oldest " + DurationText.of(Duration.ofSeconds((long) queue.oldestSeconds())));
        } else {
            line.text(held);
        }
        line.text("; " + queue.sent() + " sent, " + queue.acknowledged() + " acknowledged, ");
        String dropped = queue.dropped() + " dropped";
        return queue.dropped() > 0 ? line.text(Ink.RED, dropped) : line.text(dropped);
    }

    private ScreenLine broker(String label, Broker broker) {
        int connections = broker.connections();
        return labelled(label)
                .text(connections
                        + (connections == 1 ? " connection" : " connections")
                        + (broker.ports().isEmpty() ? "" : " on " + String.join(", ", broker.ports())));
    }
}
