package io.aromabridge.app.run;

import io.aromabridge.app.config.Configuration;
import io.aromabridge.core.journal.Journal;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What every part is started with. */
public record Installation(
        Configuration configuration,
        Workspace workspace,
        Journal journal,
        InstantSource clock,
        RandomGenerator random) {}
