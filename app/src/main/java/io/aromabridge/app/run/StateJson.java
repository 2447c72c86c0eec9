package io.aromabridge.app.run;

import io.aromabridge.bridge.BridgeCounters;
import io.aromabridge.bridge.BridgeStatus;
import io.aromabridge.bridge.LinkStatus;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.metric.Sample;
import io.aromabridge.simulator.DeviceStatus;
import io.aromabridge.simulator.LightStatus;
import io.aromabridge.simulator.ShooterStatus;
import io.aromabridge.simulator.SimulationStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sections of {@code GET /api/state}, as maps and lists for JSON. */
final class StateJson {
    private StateJson() {}

    /** The number of connections of a broker, from its samples. */
    static Object connections(List<Sample> samples) {
        return (long) samples.stream()
                .filter(s -> s.name().equals("aroma_broker_connections"))
                .mapToDouble(Sample::value)
                .sum();
    }

    static Object bridge(BridgeStatus bridge, Routes routes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", bridge.name());
        json.put("cloud", link(bridge.cloud()));
        bridge.local().ifPresent(local -> json.put("local", link(local)));
        BridgeCounters counters = bridge.counters();
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("depth", counters.depth());
        queue.put("inFlight", counters.inFlight());
        queue.put("oldestSeconds", bridge.oldest().toMillis() / 1000.0);
        queue.put("queued", counters.queued());
        queue.put("sent", counters.sent());
        queue.put("acknowledged", counters.acknowledged());
        queue.put("dropped", counters.dropped());
        json.put("queue", queue);
        json.put("routes", bridge.routes());
        json.put("fanOuts", routes.fanOuts().stream().map(StateJson::fanOut).toList());
        return json;
    }

    private static Object fanOut(FanOut fanOut) {
        return Map.of(
                "topic", fanOut.settings().topic().value(),
                "mode", fanOut.mode().text(),
                "devices", fanOut.topics().size());
    }

    private static Object link(LinkStatus link) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", link.state());
        json.put("address", link.address());
        link.since().ifPresent(since -> json.put("since", since.toString()));
        link.nextTry().ifPresent(next -> json.put("nextTry", next.toString()));
        link.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    /** The simulated devices, and lights beside them. */
    static Object devices(SimulationStatus simulation, List<LightStatus> lights) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "shooters",
                simulation.shooters().stream().map(StateJson::shooter).toList());
        json.putAll(lights(Stream.of(simulation.lights(), lights)));
        json.put("others", simulation.others().stream().map(StateJson::other).toList());
        return json;
    }

    /** Lights alone. */
    static Map<String, Object> lights(Stream<List<LightStatus>> lights) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lights", lights.flatMap(List::stream).map(StateJson::light).toList());
        return json;
    }

    private static Object shooter(ShooterStatus shooter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("serial", shooter.serial());
        json.put("side", shooter.side());
        json.put("connected", shooter.connected());
        json.put("booster", shooter.booster());
        json.put("rejected", shooter.rejected());
        json.put(
                "running",
                shooter.running().stream()
                        .map(c -> Map.of(
                                "channel", c.channel(),
                                "intensity", c.intensity(),
                                "remainingMs", c.remaining().toMillis()))
                        .toList());
        return json;
    }

    private static Object light(LightStatus light) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", light.name());
        json.put("role", light.role());
        json.put("side", light.side());
        json.put("connected", light.connected());
        json.put("colours", light.colours());
        return json;
    }

    private static Object other(DeviceStatus device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", device.name());
        json.put("kind", device.kind());
        json.put("side", device.side());
        json.put("connected", device.connected());
        return json;
    }
}
