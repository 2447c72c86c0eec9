package io.aromabridge.http.observe;

import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.http.request.QueryParameters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/journal?device=NAME&limit=N}: the last hops as a list, oldest first. Each has {@code at} (RFC 3339,
 * ms), {@code step} (the name of {@link Hop.Step} in lower case), {@code place}, {@code client}, {@code topic},
 * {@code qos}, {@code retained}, {@code payload} (the first 200 bytes, escaped), {@code bytes} and {@code note}.
 *
 * <p>{@code device} selects the hops with that topic level, place or client; {@code limit} is 1 to
 * 10 000, 200 unless given.
 */
public final class JournalHandler implements Handler {
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 10_000;
    private static final int PAYLOAD_BYTES = 200;
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Journal journal;

    /** Serves this journal. */
    public JournalHandler(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void handle(Context ctx) {
        QueryParameters query = QueryParameters.of(ctx).only("device", "limit");
        int limit = query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        Optional<String> device = query.text("device");
        List<Hop> hops = journal.hops().stream()
                .filter(hop -> device.isEmpty() || concerns(hop, device.get()))
                .toList();
        ctx.json(hops.subList(Math.max(0, hops.size() - limit), hops.size()).stream()
                .map(JournalHandler::entry)
                .toList());
    }

    private static boolean concerns(Hop hop, String device) {
        return hop.place().equals(device)
                || hop.client().equals(device)
                || Arrays.asList(hop.message().topic().value().split("/", -1)).contains(device);
    }

    private static Map<String, Object> entry(Hop hop) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", MILLISECONDS.format(hop.at()));
        entry.put("step", hop.step().name().toLowerCase(Locale.ROOT));
        entry.put("place", hop.place());
        entry.put("client", hop.client());
        entry.put("topic", hop.message().topic().value());
        entry.put("qos", hop.message().qos().level());
        entry.put("retained", hop.message().retained());
        entry.put("payload", hop.message().payload().excerpt(PAYLOAD_BYTES));
        entry.put("bytes", hop.message().payload().length());
        entry.put("note", hop.note());
        return entry;
    }
}
