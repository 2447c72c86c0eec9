package io.aromabridge.testkit.assertion;

import io.aromabridge.testkit.Sent;
import io.aromabridge.testkit.journal.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which arrivals are which messages. Of several messages that are alike, the first to be sent is the first to arrive; one
 * arrival more is a repeat of the one that arrived last.
 */
final class Arrivals {
    private final Map<Sent, List<JournalEntry>> of = new LinkedHashMap<>();

    Arrivals(List<Sent> sent, List<JournalEntry> deliveries) {
        sent.forEach(one -> of.put(one, new ArrayList<>()));
        deliveries.forEach(this::assign);
    }

    private void assign(JournalEntry delivery) {
        List<List<JournalEntry>> candidates = new ArrayList<>();
        of.forEach((sent, arrivals) -> {
            if (sent.sentAt() < delivery.number()
                    && delivery.message().filter(sent::isLike).isPresent()) {
                candidates.add(arrivals);
            }
        });
        Optional<List<JournalEntry>> first =
                candidates.stream().filter(List::isEmpty).findFirst();
        first.or(() -> candidates.stream()
                        .max(Comparator.comparing(arrivals -> arrivals.get(0).number())))
                .ifPresent(arrivals -> arrivals.add(delivery));
    }

    /** The arrivals of this message, the first first. */
    List<JournalEntry> of(Sent sent) {
        return of.getOrDefault(sent, List.of());
    }
}
