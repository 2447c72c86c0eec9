package io.aromabridge.core.metric;

import java.util.List;

/** A part that can be measured. */
@FunctionalInterface
public interface SampleSource {
    /** Its samples now. Quick, from any thread; never throws. */
    List<Sample> samples();
}
