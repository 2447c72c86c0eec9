package io.aromabridge.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Which JUnit runs these tests: the build says which it means. */
class JUnitVersionTest {
    @Test
    void isTheOneThatTheBuildNames() {
        String expected = System.getenv("EXPECTED_JUNIT");
        assumeTrue(expected != null, "the build names none");

        String version = String.valueOf(Test.class.getPackage().getImplementationVersion());

        assertEquals(expected, version.substring(0, version.indexOf('.')), version);
    }
}
