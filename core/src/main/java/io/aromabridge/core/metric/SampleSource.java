package io.aromabridge.core.metric;

import java.util.List;

/** A part with metrics. */
@FunctionalInterface
public interface SampleSource {
    /** Its current samples. Called on any thread; must return quickly and never throw. */
    List<Sample> samples();
}
