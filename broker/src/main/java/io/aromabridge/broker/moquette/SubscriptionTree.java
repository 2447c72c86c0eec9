package io.aromabridge.broker.moquette;

import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.moquette.broker.ISubscriptionsRepository;
import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.Topic;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Who subscribes to what: the subscription tree of the Moquette engine, with what it needs around it. The tree of 0.17
 * loses subscriptions if two threads change it, keeps the higher QoS of a repeated subscription, mixes {@code a/} with
 * {@code a//}, matches {@code #} with {@code $} topics, keeps the nodes of removed subscriptions, and takes its time; so
 * changes come one at a time, and what a topic matched is remembered until the next change. Thread-safe.
 *
 * @param <S> a subscriber
 */
public final class SubscriptionTree<S> {
    /** Remembered subscribers, of all topics together. */
    private static final int MAX_REMEMBERED = 200_000;

    /** The tree is made anew after so many removals, if that is also more than it holds. */
    private static final int MIN_REMOVALS = 10_000;

    /** A subscriber of a topic, with the highest QoS of all its subscriptions that match. */
    public record Match<S>(S subscriber, QoS qos) {}

    // fixed
    private final Function<String, Optional<S>> subscribers;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Known known = new Known();

    // guarded by the lock
    private ISubscriptionsDirectory tree = newTree();
    private int removals;
    private final Map<String, List<Match<S>>> remembered = new ConcurrentHashMap<>();
    private final AtomicInteger rememberedSubscribers = new AtomicInteger();

    /**
     * Nobody has subscribed anything.
     *
     * @param subscribers by client identifier; asked when a topic is matched for the first time
     */
    public SubscriptionTree(Function<String, Optional<S>> subscribers) {
        this.subscribers = subscribers;
    }

    private ISubscriptionsDirectory newTree() {
        ISubscriptionsDirectory made = new DollarTopicsApart();
        made.init(known);
        return made;
    }

    /** Adds a subscription, or changes its QoS. */
    public void add(String clientId, TopicFilter filter, QoS qos) {
        Topic topic = topic(filter.value());
        lock.writeLock().lock();
        try {
            Subscription subscription = new Subscription(clientId, topic, MqttQoS.valueOf(qos.level()));
            if (known.all.contains(subscription)) {
                tree.removeSubscription(topic, clientId);
            }
            tree.add(subscription);
            forget();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Removes a subscription. */
    public void remove(String clientId, TopicFilter filter) {
        lock.writeLock().lock();
        try {
            tree.removeSubscription(topic(filter.value()), clientId);
            if (++removals >= Math.max(MIN_REMOVALS, known.all.size())) {
                tree = newTree();
                removals = 0;
            }
            forget();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Number of subscriptions. */
    public int size() {
        lock.readLock().lock();
        try {
            return known.all.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Who gets a message on this topic. */
    public List<Match<S>> matching(TopicName topic) {
        List<Match<S>> subscribers = remembered.get(topic.value());
        return subscribers == null ? find(topic) : subscribers;
    }

    private List<Match<S>> find(TopicName topic) {
        lock.readLock().lock();
        try {
            List<Match<S>> found = new ArrayList<>();
            for (Subscription each : tree.matchQosSharpening(topic(topic.value()))) {
                subscribers
                        .apply(each.getClientId())
                        .ifPresent(subscriber -> found.add(new Match<>(
                                subscriber, QoS.of(each.getRequestedQos().value()))));
            }
            if (rememberedSubscribers.addAndGet(1 + found.size()) > MAX_REMEMBERED) {
                forget();
            }
            remembered.put(topic.value(), found);
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void forget() {
        remembered.clear();
        rememberedSubscribers.set(0);
    }

    /** An empty level is written as U+0000, which no topic holds: the engine drops the empty levels at the end. */
    private static Topic topic(String text) {
        boolean emptyLevels = text.startsWith("/") || text.endsWith("/") || text.contains("//");
        if (!emptyLevels) {
            return new Topic(text);
        }
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = levels[i].isEmpty() ? "\0" : levels[i];
        }
        return new Topic(String.join("/", levels));
    }

    /** A filter that begins with a wildcard does not match a topic that begins with $ (MQTT 3.1.1, 4.7.2). */
    private static final class DollarTopicsApart extends CTrieSubscriptionDirectory {
        @Override
        public List<Subscription> matchWithoutQosSharpening(Topic topic) {
            List<Subscription> all = super.matchWithoutQosSharpening(topic);
            if (!topic.toString().startsWith("$")) {
                return all;
            }
            return all.stream()
                    .filter(s -> s.getTopicFilter().toString().startsWith("$"))
                    .toList();
        }
    }

    /** The subscriptions themselves, from which a tree can be made anew. */
    private static final class Known implements ISubscriptionsRepository {
        private final Set<Subscription> all = new HashSet<>();

        @Override
        public Set<Subscription> listAllSubscriptions() {
            return all;
        }

        @Override
        public void addNewSubscription(Subscription subscription) {
            all.add(subscription);
        }

        @Override
        public void removeSubscription(String topic, String clientId) {
            all.remove(new Subscription(clientId, new Topic(topic), MqttQoS.AT_MOST_ONCE));
        }
    }
}
