package io.aromabridge.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class as a build tool does, and keeps how its tests ended, by method name. */
final class Launched implements TestExecutionListener {
    private final Map<String, TestExecutionResult> results = new LinkedHashMap<>();

    private Launched() {}

    /** Before anything has run. */
    static Launched none() {
        return new Launched();
    }

    static Launched run(Class<?> testClass, Path reports, Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameter("testbed.reports", reports.toString())
                .configurationParameters(parameters)
                .build();
        Launched launched = new Launched();
        LauncherFactory.create().execute(request, launched);
        return launched;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        results.put(test.getDisplayName(), result);
    }

    /** How it failed; fails itself if it did not. */
    Throwable failure(String displayName) {
        return Optional.ofNullable(results.get(displayName))
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow(() -> new AssertionError(displayName + " did not fail: " + results));
    }

    /** Whether it ended well. */
    boolean succeeded(String displayName) {
        return Optional.ofNullable(results.get(displayName))
                .filter(r -> r.getStatus() == TestExecutionResult.Status.SUCCESSFUL)
                .isPresent();
    }

    @Override
    public String toString() {
        return results.toString();
    }
}
