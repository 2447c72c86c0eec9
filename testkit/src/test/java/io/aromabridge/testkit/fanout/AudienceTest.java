package io.aromabridge.testkit.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.aws.AwsIotLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Three commands in a row reach each shooter of the audience, in order, and the bridge keeps to the quota. */
@Isolated("it needs what processor there is")
class AudienceTest {
    private static final int CONNECTIONS = 10;
    private static final List<Integer> COMMANDS = List.of(3001, 3002, 3003);

    private static final Duration SILENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    @Test
    void reachesEachOfAThousand() throws Exception {
        reaches(1000, 1000);
    }

    @Tag("long")
    @Test
    void reachesEachOfTenThousand() throws Exception {
        reaches(10_000, 1000);
    }

    private void reaches(int listed, int seated) throws Exception {
        try (Audience audience = Audience.of(listed, seated, CONNECTIONS, folder)) {
            long began = System.nanoTime();
            for (int number : COMMANDS) {
                audience.command(number);
            }
            long acknowledged = System.nanoTime();
            audience.witness.await(listed * COMMANDS.size(), SILENCE);
            audience.shooters.await(seated * COMMANDS.size(), SILENCE);
            tell(listed + " shooters, 3 commands: acknowledged after " + millis(acknowledged - began)
                    + " ms, the last one told after " + millis(audience.witness.last() - began) + " ms; at most "
                    + audience.rate.mostLeaving() + " a second left the bridge and " + audience.rate.mostArriving()
                    + " reached the stand-in on one of " + audience.rate.connections() + " connections");
            assertEquals(each(audience.serials), audience.witness.seen());
            assertEquals(each(audience.serials.subList(0, seated)), audience.shooters.seen());
            assertEquals(CONNECTIONS, audience.rate.connections());
            assertTrue(
                    audience.rate.mostLeaving() <= AwsIotLimits.DEFAULT.publishesPerSecond(),
                    audience.rate.mostLeaving() + " messages left the bridge in one second on one connection");
        }
    }

    private static Map<String, List<Integer>> each(List<String> serials) {
        return serials.stream().collect(Collectors.toMap(Function.identity(), unused -> COMMANDS));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    @AllowedApi("figures for the person who runs it")
    private static void tell(String figures) {
        System.out.println(figures);
    }
}
