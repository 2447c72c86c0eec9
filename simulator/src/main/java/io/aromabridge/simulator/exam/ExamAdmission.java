package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.topic.TopicName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admission control before an examiner: admits logins and the replies to running exams, each up to a limit, so that a
 * flood neither fills the memory nor delays other users. Thread-safe.
 */
final class ExamAdmission {
    /** How many logins wait at most. */
    static final int LOGINS = 1000;

    /** How many replies to one exam wait at most: twice as many as an exam has commands. */
    static final int REPLIES = 200;

    /** Longest payload of interest, in bytes: the name or the answer, and something to show that it is too long. */
    static final int LONGEST = 1024;

    /** How many logins with a longer payload wait at most. */
    private static final int LONG_LOGINS = 10;

    private final TopicName login;
    private final AtomicInteger logins = new AtomicInteger();
    private final Map<String, AtomicInteger> replies = new ConcurrentHashMap<>();

    /** Admits logins alone. */
    ExamAdmission(TopicName login) {
        this.login = login;
    }

    /** Admits the replies to an exam from now on. */
    void open(String uuid) {
        replies.put(uuid, new AtomicInteger());
    }

    /** Rejects them again. */
    void close(String uuid) {
        replies.remove(uuid);
    }

    /** Whether this message is admitted; if so, it waits until it is {@link #taken}. */
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
            // A delivery that was duplicated was admitted once.
            waiting.updateAndGet(n -> Math.max(0, n - 1));
        }
    }

    /** The part before the last slash. */
    static String uuid(TopicName topic) {
        return topic.value().substring(0, Math.max(0, topic.value().lastIndexOf('/')));
    }
}
