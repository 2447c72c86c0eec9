package io.aromabridge.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link io.aromabridge.testkit.Testbed}, by default each its own. A test takes it, or a part
 * of it, as a parameter: {@code Testbed}, {@code LocalBroker}, {@code Cloud}, {@code BridgeUnderTest}, {@code Uplink},
 * {@code ManualClock}, {@code BedJournal}; where there is only one also {@code Shooter} and {@code Light}.
 *
 * <p>When a test fails, its message has the timeline, and the journal is written to
 * {@code target/testbed/<class>/<method>.jsonl}, which {@code aroma replay} reads. JUnit configuration parameters:
 * {@code testbed.timeout} stretches every bound of a wait ({@code 3}), {@code testbed.reports} is the folder instead of
 * {@code target/testbed}.
 *
 * <p>{@link TestbedExtension#of} does the same for a bed of any description.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestbedExtension.class)
public @interface AromaTest {
    /** Serial numbers of Aroma Shooters at the cloud. */
    String[] shooters() default {};

    /** Serial numbers of Aroma Shooters at the local broker. */
    String[] localShooters() default {};

    /**
     * Lights at the local broker: {@code traffic} for the two traffic lights, {@code client1} and {@code client2}, or a
     * lamp's name and the shooter whose diffusions it shows, {@code wall=ASN2A00001}; the name alone follows the first
     * shooter.
     */
    String[] lights() default {};

    /** The seed of all chance; 0 lets each bed choose and print its own. */
    long seed() default 0;

    /** Whether the stand-in has mutual TLS. */
    boolean tls() default true;

    /** Whether a warning or error in the log fails the test; needs Logback. */
    boolean noWarnings() default false;

    /** Whether each test has its own bed. */
    BedScope scope() default BedScope.METHOD;
}
