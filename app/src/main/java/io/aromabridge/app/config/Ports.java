package io.aromabridge.app.config;

import io.aromabridge.core.AromaException;
import java.util.List;

/** What {@code --port-base} and {@code --ports auto} stand for. */
public final class Ports {
    private static final int LISTENERS = 6;

    private Ports() {}

    /**
     * {@code --port-base N}: {@code broker.port} is N, {@code cloud.port} N+1, {@code cloud.alpn-port} N+2,
     * {@code broker.websocket.port} N+3, {@code dashboard.port} N+4, {@code cloud.murano.port} N+5. What connects
     * to them ({@code bridge.cloud.port}, {@code simulator.cloud.port}, {@code bridge.local.port},
     * {@code simulator.local.port}) follows, unless the file or the environment says otherwise.
     *
     * @param base 1 to 65530; anything else throws
     */
    public static List<Flag> shiftedTo(int base) throws AromaException {
        int highest = 65_535 - LISTENERS + 1;
        if (base < 1 || base > highest) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "--port-base: " + base + " leaves no room for " + LISTENERS + " ports; use 1 to " + highest);
        }
        String option = "--port-base";
        String broker = Integer.toString(base);
        String cloud = Integer.toString(base + 1);
        return List.of(
                Flag.of("broker.port", broker, option),
                Flag.of("cloud.port", cloud, option),
                Flag.of("cloud.alpn-port", Integer.toString(base + 2), option),
                Flag.of("broker.websocket.port", Integer.toString(base + 3), option),
                Flag.insteadOfDefault("dashboard.port", Integer.toString(base + 4), option),
                Flag.of("cloud.murano.port", Integer.toString(base + 5), option),
                Flag.insteadOfDefault("bridge.cloud.port", cloud, option),
                Flag.insteadOfDefault("simulator.cloud.port", cloud, option),
                Flag.insteadOfDefault("bridge.local.port", broker, option),
                Flag.insteadOfDefault("simulator.local.port", broker, option));
    }

    /** {@code --ports auto}: every listener takes any free port. Who connects to it asks for the bound one. */
    public static List<Flag> anyFree() {
        String option = "--ports";
        return List.of(
                Flag.of("broker.port", "0", option),
                Flag.of("cloud.port", "0", option),
                Flag.of("cloud.alpn-port", "0", option),
                Flag.of("cloud.murano.port", "0", option),
                Flag.of("broker.websocket.port", "0", option),
                Flag.insteadOfDefault("dashboard.port", "0", option));
    }
}
