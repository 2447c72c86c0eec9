package io.aromabridge.cloud.murano;

import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.core.journal.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What all engines of a stand-in share.
 *
 * @param thread of one thread: whatever changes a product here happens on it
 * @param tokens an unpredictable source
 * @param activationWindow see {@link MuranoOptions}
 */
record EngineKit(
        ProductRegistry registry,
        Journal journal,
        InstantSource clock,
        Executor thread,
        RandomGenerator tokens,
        Duration activationWindow) {}
