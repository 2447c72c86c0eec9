package io.aromabridge.testkit.junit;

import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What is reported of a test that failed: the timeline beside its exception, and the recording in a file. */
final class FailureReport {
    private static final String FOLDER = "target/testbed";
    private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)]$");

    private FailureReport() {}

    /** Where the recording of this test lies if it fails: {@code target/testbed/<class>/<method>.jsonl}. */
    static Path recording(ExtensionContext context) {
        Path folder =
                Path.of(context.getConfigurationParameter("testbed.reports").orElse(FOLDER));
        Matcher invocation = INVOCATION.matcher(context.getUniqueId());
        return folder.resolve(context.getRequiredTestClass().getName())
                .resolve(context.getRequiredTestMethod().getName()
                        + (invocation.find() ? "-" + invocation.group(1) : "")
                        + ".jsonl");
    }

    /** Writes it; does nothing for a test that was aborted by an assumption. */
    static void write(ExtensionContext context, Testbed bed, Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        Path file = recording(context);
        try {
            bed.record(file);
            context.publishReportEntry("testbed", file.toString());
            if (!(failure instanceof TestbedFailure)) {
                // Those have it in their message.
                failure.addSuppressed(new FailureTimeline(bed.checks().timeline(Map.of())));
            }
        } catch (IllegalStateException e) {
            // The test's own failure must not be lost for that of its report.
            failure.addSuppressed(e);
        }
    }
}
