package io.aromabridge.bridge.fanout;

import io.aromabridge.bridge.queue.QueuedMessage;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what comes on one local topic to every device of a list (Hackaroma's guide: one publish for each serial number
 * of the list that the organisers hand out). For {@code T}:
 *
 * <ul>
 *   <li>{@code T} is the broadcast: every device of the list in use.
 *   <li>{@code T/SERIAL} is the unicast, {@code T/SERIAL,SERIAL…} goes to several; only to devices of that list.
 *   <li>{@code T/mode} chooses the list: {@code rehearsal} or {@code final}, empty for the one of the start. Retained, it
 *       reaches a bridge that starts later too, if the local broker is another process.
 * </ul>
 *
 * <p>What is sent has QoS 1 and the payload as it came. A command with the retain flag is not sent on: a broker hands it
 * out again whenever the bridge connects. Safe for several threads.
 */
public final class FanOut {
    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    private static final String MODE = "mode";

    /** Which list is used. */
    public enum Mode {
        /** The rehearsal list: nothing reaches the audience. */
        REHEARSAL("rehearsal"),
        /** The list of the audience. */
        FINAL("final");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /** As a person writes it. */
        public String text() {
            return text;
        }
    }

    // fixed
    private final FanOutSettings settings;
    private final String below;
    private final ListFile list;
    private final Optional<ListFile> rehearsal;
    private final AtomicLong warnings = new AtomicLong();

    private volatile Mode mode;

    private FanOut(FanOutSettings settings) throws AromaException {
        this.settings = settings;
        this.below = settings.topic().value() + "/";
        this.list = ListFile.open(settings.list(), settings.to());
        this.rehearsal = settings.rehearsalList().isPresent()
                ? Optional.of(ListFile.open(settings.rehearsalList().get(), settings.to()))
                : Optional.empty();
        this.mode = settings.startMode();
    }

    /**
     * Reads its lists. They are read anew only by {@link #checkLists}, as {@link ListWatch} does.
     *
     * @throws AromaException CONFIGURATION if a list cannot be read, names no device, or has a mistake
     */
    public static FanOut open(FanOutSettings settings) throws AromaException {
        return new FanOut(settings);
    }

    /** What it was made of. */
    public FanOutSettings settings() {
        return settings;
    }

    /** The local topics that it listens to. */
    public List<TopicFilter> filters() {
        return List.of(TopicFilter.of(settings.topic().value()), TopicFilter.of(below + "+"));
    }

    /** Whether a local topic is one of its own. */
    public boolean takes(TopicName topic) {
        String value = topic.value();
        return value.equals(settings.topic().value())
                || (value.startsWith(below) && value.indexOf('/', below.length()) < 0);
    }

    /** Whether a local topic is the one that chooses the list. */
    public boolean choosesMode(TopicName topic) {
        return topic.value().equals(below + MODE);
    }

    /** Which list is used now. */
    public Mode mode() {
        return mode;
    }

    /** The topic of each device of the list in use, by serial number, in its order. */
    public Map<String, TopicName> topics() {
        return topics(mode);
    }

    /** The same for a list, whether it is used or not. */
    public Map<String, TopicName> topics(Mode ofMode) {
        return switch (ofMode) {
            case FINAL -> list.topics();
            case REHEARSAL -> rehearsal.map(ListFile::topics).orElse(Map.of());
        };
    }

    /** Where a message on a local topic goes now; nowhere if the topic is not its own. */
    public Collection<TopicName> targets(TopicName topic) {
        if (!takes(topic) || choosesMode(topic)) {
            return List.of();
        }
        Map<String, TopicName> all = topics();
        if (isBroadcast(topic)) {
            return all.values();
        }
        return named(topic).stream()
                .flatMap(device -> Optional.ofNullable(all.get(device)).stream())
                .toList();
    }

    private boolean isBroadcast(TopicName topic) {
        return topic.equals(settings.topic());
    }

    /** The devices of a unicast, each once. */
    private Set<String> named(TopicName topic) {
        return new LinkedHashSet<>(
                List.of(topic.value().substring(below.length()).split(",", -1)));
    }

    /** Obeys a local message: what is to be sent for it. Nothing, if the message is not for it or chooses the list. */
    public List<QueuedMessage> accept(Message message) {
        TopicName topic = message.topic();
        if (!takes(topic)) {
            return List.of();
        }
        if (choosesMode(topic)) {
            choose(message.payload().text().strip());
            return List.of();
        }
        if (message.retained()) {
            warn(
                    "a message with the retain flag, which a broker delivers again to each new subscriber, was not sent on;"
                            + " publish commands without it");
            return List.of();
        }
        if (!isBroadcast(topic)) {
            named(topic).forEach(this::requireKnown);
        }
        return targets(topic).stream()
                .map(target -> new QueuedMessage(
                        message,
                        new Message(target, message.payload(), QoS.AT_LEAST_ONCE, false),
                        settings.timeToLive()))
                .toList();
    }

    private void requireKnown(String device) {
        // A rehearsal leaves out the audience on purpose.
        if (!topics().containsKey(device) && !list.topics().containsKey(device)) {
            warn("\"" + Payload.of(device).excerpt(40) + "\" is in no list, so nothing was sent to it; correct the"
                    + " topic or the list");
        }
    }

    private void choose(String word) {
        Optional<Mode> wanted = word.isEmpty()
                ? Optional.of(settings.startMode())
                : Stream.of(Mode.values()).filter(m -> m.text().equals(word)).findFirst();
        if (wanted.isEmpty()) {
            warn("mode \"" + Payload.of(word).excerpt(40) + "\" is not known, so it stays " + mode.text()
                    + "; publish rehearsal or final");
            return;
        }
        if (wanted.get() == Mode.REHEARSAL && rehearsal.isEmpty()) {
            warn("mode rehearsal has no list, so nothing is sent; name one in the configuration, or publish"
                    + " final");
        }
        if (wanted.get() != mode) {
            mode = wanted.get();
            log.info("{}", this);
        }
    }

    /** The first, the tenth, the hundredth…: a repeated mistake takes a few lines. */
    private void warn(String what) {
        long count = warnings.incrementAndGet();
        if (Long.toString(count).matches("10*")) {
            log.warn("fan-out {}: {} (warning {})", settings.topic(), what, count);
        }
    }

    /** Reads those of its lists anew that have changed and are not being written. */
    public void checkLists() {
        list.check();
        rehearsal.ifPresent(ListFile::check);
    }

    /** Names the list in use. */
    @Override
    public String toString() {
        Optional<ListFile> inUse = mode == Mode.FINAL ? Optional.of(list) : rehearsal;
        return "fan-out " + settings.topic() + " to " + settings.to() + ", " + mode.text() + ": "
                + inUse.map(ListFile::toString).orElse("no device");
    }
}
