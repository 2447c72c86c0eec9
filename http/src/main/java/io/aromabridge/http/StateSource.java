package io.aromabridge.http;

import java.util.Map;

/** Tells the state of everything, for {@code GET /api/state}. */
@FunctionalInterface
public interface StateSource {
    /** The state now: maps with text as keys, lists, text, numbers, booleans. Quick, from any thread. */
    Map<String, ?> now();
}
