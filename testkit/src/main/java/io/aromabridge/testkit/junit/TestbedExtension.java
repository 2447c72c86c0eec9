package io.aromabridge.testkit.junit;

import io.aromabridge.simulator.network.Uplink;
import io.aromabridge.testing.time.ManualClock;
import io.aromabridge.testkit.BridgeUnderTest;
import io.aromabridge.testkit.Cloud;
import io.aromabridge.testkit.Light;
import io.aromabridge.testkit.LocalBroker;
import io.aromabridge.testkit.Patience;
import io.aromabridge.testkit.Shooter;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedBuilder;
import io.aromabridge.testkit.TestbedFailure;
import io.aromabridge.testkit.journal.BedJournal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts, resets, reports on and closes testbeds for JUnit Jupiter. Comes with {@link AromaTest}, or by hand:
 *
 * <pre>
 *   &#64;RegisterExtension
 *   final TestbedExtension extension = TestbedExtension.of(Testbed.builder().shooters("ASN2A00001"));
 * </pre>
 *
 * <p>In an instance field each test has its own bed, in a static field the class has one, which is reset before each test.
 */
public final class TestbedExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final String BED = "bed";

    private static final Map<Class<?>, Function<Testbed, Object>> PARTS = Map.of(
            Testbed.class, bed -> bed,
            LocalBroker.class, Testbed::local,
            Cloud.class, Testbed::cloud,
            BridgeUnderTest.class, Testbed::bridge,
            Uplink.class, Testbed::uplink,
            ManualClock.class, Testbed::clock,
            BedJournal.class, Testbed::journal,
            Shooter.class, bed -> only("shooter", bed.shooters()),
            Light.class, bed -> only("light", bed.lights()));

    private final Optional<TestbedBuilder> builder;

    /** For {@link AromaTest}. */
    public TestbedExtension() {
        builder = Optional.empty();
    }

    private TestbedExtension(TestbedBuilder builder) {
        this.builder = Optional.of(builder);
    }

    /** Gives tests beds of this description. */
    public static TestbedExtension of(TestbedBuilder description) {
        return new TestbedExtension(description);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean forClass = builder.isPresent() || annotation(context).scope() == BedScope.CLASS;
        if (forClass && bed(context).isEmpty()) {
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        OwnedBed owned = bed(context).orElseGet(() -> start(context));
        // The first test finds it as it was made.
        if (owned.used().getAndSet(true)) {
            owned.bed().reset();
        }
        owned.bed().recordsTo(FailureReport.recording(context));
    }

    private OwnedBed start(ExtensionContext context) {
        TestbedBuilder description = builder.orElseGet(() -> Description.of(annotation(context)));
        context.getConfigurationParameter("testbed.timeout")
                .map(factor -> Patience.parse("testbed.timeout", factor))
                .ifPresent(description::usualTimeoutFactor);
        OwnedBed owned = OwnedBed.of(description.start(), context);
        store(context).put(BED, owned);
        return owned;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<OwnedBed> owned = bed(context);
        if (owned.isEmpty()) {
            return;
        }
        try {
            if (context.getExecutionException().isEmpty()) {
                owned.get().bed().verify();
            }
        } catch (TestbedFailure | IllegalStateException e) {
            FailureReport.write(context, owned.get().bed(), e);
            throw e;
        } finally {
            closeOwn(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeOwn(context);
    }

    /** Closes the bed if it was made for this context. */
    private void closeOwn(ExtensionContext context) {
        bed(context).filter(owned -> owned.isOwnedBy(context)).ifPresent(owned -> {
            store(context).remove(BED);
            context.getRoot()
                    .getStore(Namespace.create(ClosingBeds.class))
                    .getOrComputeIfAbsent(ClosingBeds.class)
                    .close(owned.bed());
        });
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        report(context, failure);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        report(context, failure);
        throw failure;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        report(context, failure);
        throw failure;
    }

    private void report(ExtensionContext context, Throwable failure) {
        bed(context).ifPresent(owned -> FailureReport.write(context, owned.bed(), failure));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        OwnedBed owned = bed(context)
                .orElseThrow(() -> new ParameterResolutionException("there is no testbed yet: each test has its own;"
                        + " take it as a parameter of the test or of @BeforeEach, or give the class one with"
                        + " scope = CLASS"));
        Class<?> type = parameter.getParameter().getType();
        return Objects.requireNonNull(PARTS.get(type)).apply(owned.bed());
    }

    private static <T> T only(String kind, List<T> all) {
        if (all.size() != 1) {
            throw new ParameterResolutionException("the testbed has " + all.size() + " " + kind
                    + "s, so one cannot be given as a parameter; take a Testbed, and from it bed." + kind + "(name)");
        }
        return all.get(0);
    }

    private Optional<OwnedBed> bed(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(BED, OwnedBed.class));
    }

    /** Of this extension alone: a class may have several. */
    private Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(TestbedExtension.class, this));
    }

    /** Of the class, or, for a nested class, of one around it. */
    private static AromaTest annotation(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<AromaTest> found =
                    AnnotationSupport.findAnnotation(at.get().getTestClass(), AromaTest.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ParameterResolutionException(
                context.getDisplayName() + ": annotate the class with @AromaTest to have a testbed");
    }
}
