package io.aromabridge.app.watch;

import io.aromabridge.app.Console;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One line for each event. */
public final class EventLines implements View {
    private final Console console;
    private final Function<Event, String> line;

    private EventLines(Console console, Function<Event, String> line) {
        this.console = console;
        this.line = line;
    }

    /** Sentences, each after the time of day in a zone. */
    public static EventLines plain(Console console, ZoneId zone) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        return new EventLines(console, event -> time.format(event.at()) + " " + Printable.of(event.sentence()));
    }

    /** JSON objects. */
    public static EventLines json(Console console) {
        return new EventLines(console, Event::json);
    }

    @Override
    public boolean show(String place, SystemState state, List<Event> events) {
        events.forEach(event -> console.print(line.apply(event)));
        return !console.out().checkError();
    }

    @Override
    public void close() {
        console.out().flush();
    }
}
