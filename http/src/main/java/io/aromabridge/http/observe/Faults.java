package io.aromabridge.http.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a fault once, not at every scrape: again only if it worked in between. */
final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** A failure: logged unless it failed the last time too. */
    void failed(String what, Exception cause) {
        if (known.add(what)) {
            log.error("{}: {}", what, cause.getMessage(), cause);
        }
    }

    /** A success: the next failure is logged again. */
    void works(String what) {
        known.remove(what);
    }
}
