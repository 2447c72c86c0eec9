package io.aromabridge.broker.session;

import io.aromabridge.core.topic.TopicFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The retained message of each topic (MQTT 3.1.1, section 3.3.1.3), in a tree of topic levels. Not thread-safe. */
final class RetainedMessages {
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private Optional<Publication> message = Optional.empty();

        boolean isEmpty() {
            return children.isEmpty() && message.isEmpty();
        }
    }

    private final Node root = new Node();
    private int count;

    /** How many there are. */
    int count() {
        return count;
    }

    /** Replaces the message of its topic; one without payload removes it. */
    void set(Publication publication) {
        boolean removes = publication.message().payload().length() == 0;
        String[] levels = levels(publication.message().topic().value());
        Deque<Node> path = new ArrayDeque<>();
        Node node = root;
        for (String level : levels) {
            path.push(node);
            Node child = node.children.get(level);
            if (child == null) {
                if (removes) {
                    return;
                }
                child = new Node();
                node.children.put(level, child);
            }
            node = child;
        }
        count += (removes ? 0 : 1) - (node.message.isPresent() ? 1 : 0);
        node.message = removes ? Optional.empty() : Optional.of(publication);
        for (int i = levels.length - 1; i >= 0 && node.isEmpty(); i--) {
            node = path.pop();
            node.children.remove(levels[i]);
        }
    }

    /** The messages on topics that a filter matches. */
    List<Publication> matching(TopicFilter filter) {
        List<Publication> found = new ArrayList<>();
        collect(root, levels(filter.value()), 0, found);
        return found;
    }

    private void collect(Node node, String[] levels, int depth, List<Publication> found) {
        if (depth == levels.length) {
            node.message.ifPresent(found::add);
            return;
        }
        switch (levels[depth]) {
            case "#" -> {
                // "a/#" includes the parent level "a".
                node.message.ifPresent(found::add);
                eachChild(node, child -> collect(child, levels, depth, found));
            }
            case "+" -> eachChild(node, child -> collect(child, levels, depth + 1, found));
            default -> {
                Node child = node.children.get(levels[depth]);
                if (child != null) {
                    collect(child, levels, depth + 1, found);
                }
            }
        }
    }

    /** What begins with $ is hidden from a filter that begins with a wildcard (section 4.7.2). */
    private void eachChild(Node node, Consumer<Node> action) {
        node.children.forEach((level, child) -> {
            if (node != root || !level.startsWith("$")) {
                action.accept(child);
            }
        });
    }

    private static String[] levels(String text) {
        return text.split("/", -1);
    }
}
