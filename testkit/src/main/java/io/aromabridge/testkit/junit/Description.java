package io.aromabridge.testkit.junit;

import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.TestbedBuilder;
import java.util.List;
import java.util.stream.Stream;

/** From the annotation to the bed. */
final class Description {
    private static final String TRAFFIC = "traffic";

    private Description() {}

    static TestbedBuilder of(AromaTest annotation) {
        TestbedBuilder builder =
                Testbed.builder().shooters(annotation.shooters()).localShooters(annotation.localShooters());
        for (String light : annotation.lights()) {
            add(light, annotation, builder);
        }
        if (annotation.seed() != 0) {
            builder.seed(annotation.seed());
        }
        if (!annotation.tls()) {
            builder.withoutTls();
        }
        if (annotation.noWarnings()) {
            builder.noWarnings();
        }
        return builder;
    }

    private static void add(String light, AromaTest annotation, TestbedBuilder builder) {
        int equals = light.indexOf('=');
        if (light.equals(TRAFFIC)) {
            builder.trafficLights();
        } else if (equals > 0) {
            builder.lamp(light.substring(0, equals), light.substring(equals + 1));
        } else {
            List<String> shooters = Stream.of(annotation.shooters(), annotation.localShooters())
                    .flatMap(Stream::of)
                    .toList();
            if (shooters.isEmpty()) {
                throw new IllegalArgumentException("light " + light + ": say which shooter it follows, as in " + light
                        + "=ASN2A00001, or write " + TRAFFIC + " for the traffic lights");
            }
            builder.lamp(light, shooters.get(0));
        }
    }
}
