package io.aromabridge.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.bridge.route.Route;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.aws.AwsIotLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What AWS IoT refuses is told before it hangs up. */
class AwsIotWarningsTest {
    private static List<String> warnings(List<Route> all) throws Exception {
        Routes routes = Routes.of(all);
        Policy policy = Policy.of(new Arns("us-west-2", "123456789012"), "b", routes);
        return AwsIotWarnings.of(routes, policy, AwsIotLimits.DEFAULT);
    }

    @Test
    void isSilentUpToTheLimits() throws Exception {
        assertEquals(
                List.of(),
                warnings(List.of(
                        Route.out("1/2/3/4/5/6/7/8"),
                        Route.out("a".repeat(256)),
                        Route.in("$aws/things/b/shadow/update/delta"))));
    }

    @Test
    void countsWhatTheCloudSees() throws Exception {
        assertEquals(List.of(), warnings(List.of(Route.out("1/2/3/4/5/6/7/8/9").as("a"))));
        assertEquals(
                List.of("route \"in 1/2/3/4/5/6/7/8/9 as a\": 8 slashes; AWS IoT hangs up on more than 7"),
                warnings(List.of(Route.in("1/2/3/4/5/6/7/8/9").as("a"))));
    }

    @Test
    void tellsTooManySlashesTooManyBytesAndReservedTopics() throws Exception {
        assertEquals(
                List.of(
                        "route \"out 1/2/3/4/5/6/7/8/+\": 8 slashes; AWS IoT hangs up on more than 7",
                        "route \"out x as " + "ü".repeat(129) + "\": 258 bytes; AWS IoT hangs up on more than 256",
                        "route \"in $SYS/#\": AWS IoT hangs up on topics that begin with $, but for those under $aws/"),
                warnings(List.of(
                        Route.out("1/2/3/4/5/6/7/8/+"), Route.out("x").as("ü".repeat(129)), Route.in("$SYS/#"))));
    }

    @Test
    void tellsTooManySubscriptionsAndAPolicyThatIsTooLong() throws Exception {
        List<Route> fifty =
                IntStream.range(0, 50).mapToObj(i -> Route.in("t" + i)).toList();
        assertEquals(1, warnings(fifty).size(), "of the policy alone");
        List<Route> oneMore =
                IntStream.range(0, 51).mapToObj(i -> Route.in("t" + i)).toList();
        List<String> warnings = warnings(oneMore);
        assertEquals(
                "51 subscriptions; AWS IoT takes 50 of one connection: put wider filters into the `in` routes",
                warnings.get(0));
        assertEquals(
                "characters; AWS IoT takes 2048: put wider filters into the routes, or split the policy by hand",
                warnings.get(1).replaceFirst("the policy has \\d+ ", ""));
    }
}
