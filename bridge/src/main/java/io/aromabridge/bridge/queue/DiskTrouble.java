package io.aromabridge.bridge.queue;

import io.aromabridge.core.time.Timers;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that the disk takes nothing, once, and that it does again, when that has lasted: a disk that is almost
 * full takes some and refuses some. Used under the {@link Turn}.
 */
final class DiskTrouble {
    private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);

    /** So long no write may fail before the trouble is over. */
    private static final Duration LASTING = Duration.ofSeconds(5);

    private final String folder;
    private final Timers timers;
    private Optional<Instant> lastFailure = Optional.empty();
    private boolean looking;

    DiskTrouble(String folder, Timers timers) {
        this.folder = folder;
        this.timers = timers;
    }

    void failed(IOException cause) {
        if (lastFailure.isEmpty()) {
            log.warn(
                    "queue {}: messages cannot be written ({}); until they can, new ones are handled as if the queue"
                            + " were full; free space on the disk, or check it",
                    folder,
                    words(cause));
        }
        lastFailure = Optional.of(timers.instant());
        log.debug("queue {}: the cause", folder, cause);
    }

    void healthy() {
        if (lastFailure.isPresent() && !looking) {
            looking = true;
            Timers.Scheduled unused = timers.after(LASTING, this::look);
        }
    }

    private void look() {
        looking = false;
        Instant since = lastFailure.orElseThrow();
        if (Duration.between(since, timers.instant()).compareTo(LASTING) >= 0) {
            lastFailure = Optional.empty();
            log.info("queue {}: messages can be written again", folder);
        } else {
            healthy();
        }
    }

    /** What an exception of the disk says to a person. */
    static String words(IOException cause) {
        if (cause instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
    }
}
