package io.aromabridge.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** As fast as the windows allow: all connections on one thread, which leaves the processors to the broker. */
final class Flood {
    private final Load load;
    private final List<LoadPublisher> publishers = new ArrayList<>();
    private int moved;

    Flood(Load load) {
        this.load = load;
    }

    /** One run, connecting and disconnecting included. */
    LoadResult run() throws IOException {
        try (Selector selector = Selector.open();
                LoadSubscriber subscriber = new LoadSubscriber(load, selector, this::arrived)) {
            try {
                for (int i = 0; i < load.publishers(); i++) {
                    publishers.add(new LoadPublisher(load, i, selector));
                }
                return flood(selector, subscriber);
            } finally {
                for (LoadPublisher each : publishers) {
                    each.close();
                }
            }
        }
    }

    private void arrived(int publisher) {
        publishers.get(publisher).received();
    }

    private LoadResult flood(Selector selector, LoadSubscriber subscriber) {
        LoadProgress progress = new LoadProgress(load, System.nanoTime());
        String failure = "";
        try {
            Optional<String> trouble = Optional.empty();
            while (!isDone(subscriber) && trouble.isEmpty()) {
                boolean more = false;
                for (LoadPublisher each : publishers) {
                    more |= each.pump();
                }
                SelectorLoop.serve(selector, more ? 0 : 20);
                long now = System.nanoTime();
                if (hasMoved(subscriber)) {
                    progress.moved(now);
                }
                trouble = progress.trouble(now);
            }
            SelectorLoop.aftermath(selector);
            failure = trouble.orElse("");
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new LoadResult(
                counts(load, publishers, subscriber.receipts()),
                progress.nanos(),
                progress.longestPause(),
                subscriber.latency(0),
                failure);
    }

    private boolean hasMoved(LoadSubscriber subscriber) {
        int before = moved;
        moved = subscriber.receipts().received();
        for (LoadPublisher each : publishers) {
            moved += each.acknowledged();
        }
        return moved != before;
    }

    private boolean isDone(LoadSubscriber subscriber) {
        return subscriber.receipts().isComplete() && publishers.stream().allMatch(LoadPublisher::isDone);
    }

    static Counts counts(Load load, List<LoadPublisher> publishers, Receipts receipts) {
        return new Counts(
                load.total(),
                publishers.stream().mapToInt(LoadPublisher::sent).sum(),
                publishers.stream().mapToInt(LoadPublisher::acknowledged).sum(),
                receipts.received(),
                receipts.duplicates(),
                receipts.outOfOrder());
    }
}
