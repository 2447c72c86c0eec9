package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The door before an examiner: lets in what concerns an exam that runs, and of that no more than is of use, so that whoever
 * floods it fills no memory and takes nobody else's turn. Thread-safe.
 */
final class ExamAdmission {
    /** Logins that may wait. */
    static final int LOGINS = 1000;

    /** Replies of one exam that may wait: twice as many as an exam has commands. */
    static final int REPLIES = 200;

    /** Longest payload of interest, in bytes: the name or the answer, and something to show that it is too long. */
    static final int LONGEST = 1024;

    /** Such payloads that may wait. */
    private static final int LONG_LOGINS = 10;

    private final TopicName login;
    private final AtomicInteger logins = new AtomicInteger();
    private final Map<String, AtomicInteger> replies = new ConcurrentHashMap<>();

    /** Open for logins alone. */
    ExamAdmission(TopicName login) {
        this.login = login;
    }

    /** Lets in the replies of an exam. */
    void open(String uuid) {
        replies.put(uuid, new AtomicInteger());
    }

    /** Keeps them out again. */
    void close(String uuid) {
        replies.remove(uuid);
    }

    /** Whether this message is let in; if so, it waits until it is {@link #taken}. */
    boolean admits(Message message) {
        boolean isLong = message.payload().length() > LONGEST;
        if (message.topic().equals(login)) {
            return enters(logins, isLong ? LONG_LOGINS : LOGINS);
        }
        AtomicInteger waiting = replies.get(uuid(message.topic()));
        return waiting != null && !isLong && enters(waiting, REPLIES);
    }

    private static boolean enters(AtomicInteger waiting, int most) {
        if (waiting.incrementAndGet() <= most) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    /** The examiner has it. */
    void taken(Message message) {
        AtomicInteger waiting = message.topic().equals(login) ? logins : replies.get(uuid(message.topic()));
        if (waiting != null) {
            // A delivery that was doubled was let in once.
            waiting.updateAndGet(n -> Math.max(0, n - 1));
        }
    }

    /** What stands before the last slash. */
    static String uuid(TopicName topic) {
        return topic.value().substring(0, Math.max(0, topic.value().lastIndexOf('/')));
    }
}
