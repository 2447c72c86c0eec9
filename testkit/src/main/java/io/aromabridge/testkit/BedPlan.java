package io.aromabridge.testkit;

import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.route.Route;
import io.aromabridge.simulator.DeviceSpec;
import java.util.List;

/**
 * What a bed is to be.
 *
 * @param seed of all its chance
 * @param tls whether the stand-in has mutual TLS
 * @param manualTime whether the devices' time is moved by hand
 * @param noWarnings whether a warning in the log is a failure
 */
record BedPlan(
        long seed,
        boolean tls,
        boolean manualTime,
        boolean noWarnings,
        Patience patience,
        List<DeviceSpec> devices,
        List<Route> routes,
        LinkTuning tuning,
        QueueLimit queue) {
    BedPlan {
        devices = List.copyOf(devices);
        routes = List.copyOf(routes);
    }
}
