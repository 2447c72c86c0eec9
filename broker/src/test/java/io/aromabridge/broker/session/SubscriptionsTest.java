package io.aromabridge.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.moquette.SubscriptionTree;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The trees of subscriptions and retained messages agree with the definition of a match, filter by filter. */
class SubscriptionsTest {
    private static final List<String> LEVELS = List.of("a", "b", "", "$x", "+");

    private final RandomGenerator random = new java.util.SplittableRandom(5);
    private final Map<String, Session> sessions = IntStream.range(0, 8)
            .mapToObj(i -> new Session("client-" + i, false, SessionStore.inMemory()))
            .collect(Collectors.toMap(Session::clientId, s -> s));
    private final SubscriptionTree<Session> subscriptions =
            new SubscriptionTree<>(id -> Optional.ofNullable(sessions.get(id)));

    private String topic(boolean filter) {
        int levels = 1 + random.nextInt(3);
        String text = IntStream.range(0, levels)
                .mapToObj(i -> LEVELS.get(random.nextInt(filter ? 5 : 4)))
                .collect(Collectors.joining("/"));
        if (filter && random.nextInt(4) == 0) {
            return random.nextInt(4) == 0 ? "#" : text + "/#";
        }
        return text.isEmpty() ? "a" : text;
    }

    private Map<String, QoS> matching(TopicName topic) {
        return subscriptions.matching(topic).stream()
                .collect(Collectors.toMap(s -> s.subscriber().clientId(), SubscriptionTree.Match::qos));
    }

    @Test
    void agreesWithTheDefinitionThroughThreeThousandChanges() {
        Map<String, Map<TopicFilter, QoS>> model = new HashMap<>();
        sessions.keySet().forEach(id -> model.put(id, new HashMap<>()));
        for (int i = 0; i < 3_000; i++) {
            String id = "client-" + random.nextInt(8);
            TopicFilter filter = TopicFilter.of(topic(true));
            if (random.nextInt(3) > 0) {
                QoS qos = QoS.of(random.nextInt(3));
                subscriptions.add(id, filter, qos);
                model.getOrDefault(id, Map.of()).put(filter, qos);
            } else {
                subscriptions.remove(id, filter);
                model.getOrDefault(id, Map.of()).remove(filter);
            }
            TopicName topic = TopicName.of(topic(false));
            Map<String, QoS> expected = new TreeMap<>();
            model.forEach((client, filters) -> filters.forEach((f, qos) -> {
                if (f.matches(topic)) {
                    expected.merge(client, qos, (x, y) -> x.level() > y.level() ? x : y);
                }
            }));
            assertEquals(expected, new TreeMap<>(matching(topic)), "on " + topic + " after " + i + " changes");
        }
        assertEquals(model.values().stream().mapToInt(Map::size).sum(), subscriptions.size());
    }

    @Test
    void aLowerQosReplacesAHigherOne() {
        subscriptions.add("client-1", TopicFilter.of("a"), QoS.EXACTLY_ONCE);
        subscriptions.add("client-1", TopicFilter.of("a"), QoS.AT_MOST_ONCE);
        assertEquals(Map.of("client-1", QoS.AT_MOST_ONCE), matching(TopicName.of("a")));
    }

    @Test
    void losesNothingWhenFourThreadsSubscribeAndUnsubscribeBesideEachOther() throws Exception {
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 5000; i++) {
                        subscriptions.add("client-" + t, TopicFilter.of("x/" + t + "/" + i % 7), QoS.AT_MOST_ONCE);
                        subscriptions.remove("client-" + t, TopicFilter.of("x/" + t + "/" + i % 7));
                    }
                    subscriptions.add("client-" + t, TopicFilter.of("x/end"), QoS.AT_MOST_ONCE);
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4, matching(TopicName.of("x/end")).size());
        assertEquals(4, subscriptions.size());
    }

    @Test
    void retainedMessagesAgreeWithTheDefinitionToo() {
        RetainedMessages retained = new RetainedMessages();
        TreeSet<String> model = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            String topic = topic(false);
            boolean removes = random.nextBoolean();
            retained.set(Publication.of(Message.of(topic, removes ? "" : "x", QoS.AT_MOST_ONCE)));
            if (removes) {
                model.remove(topic);
            } else {
                model.add(topic);
            }
            TopicFilter filter = TopicFilter.of(topic(true));
            assertEquals(
                    model.stream().filter(t -> filter.matches(TopicName.of(t))).toList(),
                    retained.matching(filter).stream()
                            .map(p -> p.message().topic().value())
                            .sorted()
                            .toList(),
                    filter.value());
        }
    }
}
