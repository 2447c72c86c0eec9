package io.aromabridge.bridge.queue;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** Links come to read a queue, on whose threads it may be written then, and go again, as chance wants it. */
final class ComingLinks {
    private final RandomGenerator random;
    private Optional<ManualNear> link = Optional.empty();
    /** How many tasks their threads have done. */
    int ran;

    ComingLinks(RandomGenerator random) {
        this.random = random;
    }

    /** A life of the queue begins. */
    void begin(DurableQueue queue, ManualThread thread) {
        link = Optional.empty();
        if (random.nextInt(3) > 0) {
            change(queue, thread);
        }
    }

    /** It goes on. */
    void goOn(DurableQueue queue, ManualThread thread) {
        if (random.nextInt(50) == 0) {
            change(queue, thread);
        }
    }

    private void change(DurableQueue queue, ManualThread thread) {
        if (link.isPresent()) {
            ran += link.get().ran;
            queue.far();
            link.get().shutdown();
            link = Optional.empty();
        } else {
            ManualNear here = new ManualNear(thread);
            queue.near(here);
            link = Optional.of(here);
        }
    }
}
