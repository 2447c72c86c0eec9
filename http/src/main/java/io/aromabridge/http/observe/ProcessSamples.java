package io.aromabridge.http.observe;

import io.aromabridge.core.metric.Sample;
import io.aromabridge.core.metric.SampleSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Heap, CPU time and uptime of this process. */
public final class ProcessSamples implements SampleSource {
    private final InstantSource clock;

    /** Takes the uptime from this clock, which should be the system's. */
    public ProcessSamples(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Runtime runtime = Runtime.getRuntime();
        samples.add(Sample.gauge("aroma_process_heap_used_bytes", "Heap in use, garbage included.", (double)
                (runtime.totalMemory() - runtime.freeMemory())));
        samples.add(Sample.gauge(
                "aroma_process_heap_max_bytes", "Heap that the JVM may take at most.", (double) runtime.maxMemory()));
        ProcessHandle.Info info = ProcessHandle.current().info();
        info.startInstant()
                .ifPresent(start -> samples.add(Sample.gauge(
                        "aroma_process_uptime_seconds",
                        "Time since the process started.",
                        seconds(Duration.between(start, clock.instant())))));
        info.totalCpuDuration()
                .ifPresent(cpu -> samples.add(Sample.counter(
                        "aroma_process_cpu_seconds_total", "CPU time of the process, user and system.", seconds(cpu))));
        return samples;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
