package io.aromabridge.simulator.mqtt;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the state of all connections to one broker. A failure waits for a tenth of a second: what happens to several
 * devices in that time becomes one line, and so does the return of those that were lost together. What happens to one
 * device alone is logged under its name. Thread-safe.
 */
public final class ConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);

    /** What happens within this time after the first failure is logged together with it. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    // fixed
    private final Endpoint endpoint;
    private final Timers timers;

    // guarded by this
    private final Map<Failure, Set<String>> pending = new LinkedHashMap<>();
    private final Map<String, Boolean> backAlready = new LinkedHashMap<>();
    private final List<Outage> outages = new ArrayList<>();

    /** A failure: the sentence about one device, and the one about several, both without their subject. */
    private record Failure(String one, String several, boolean lost) {}

    /** Several devices that were lost together. */
    private record Outage(int devices, Set<String> missing) {}

    /** Of connections to this broker; the lines are written on the thread of the timers, which must be real time. */
    public ConnectionLog(Endpoint endpoint, Timers timers) {
        this.endpoint = endpoint;
        this.timers = timers;
    }

    /** A connection that was online is gone. */
    void lost(String clientId) {
        failure(
                clientId,
                new Failure(
                        "lost its connection to " + endpoint + "; it keeps trying",
                        "lost their connection to " + endpoint + "; they keep trying",
                        true));
    }

    /** An attempt failed. */
    void failed(String clientId, String reason) {
        String what = "cannot connect to " + endpoint + ": " + reason;
        failure(clientId, new Failure(what + "; it keeps trying", what + "; they keep trying", false));
    }

    private synchronized void failure(String clientId, Failure failure) {
        if (pending.isEmpty()) {
            Timers.Scheduled unused = timers.after(TOGETHER, this::write);
        }
        backAlready.remove(clientId);
        pending.computeIfAbsent(failure, unused -> new LinkedHashSet<>()).add(clientId);
    }

    private synchronized void write() {
        pending.forEach((failure, devices) -> {
            if (devices.size() == 1) {
                log.warn("{} {}", devices.iterator().next(), failure.one());
            } else {
                log.warn("{} devices {}", devices.size(), failure.several());
                if (failure.lost()) {
                    outages.add(new Outage(devices.size(), devices));
                }
            }
        });
        pending.clear();
        Map<String, Boolean> back = new LinkedHashMap<>(backAlready);
        backAlready.clear();
        back.forEach(this::online);
    }

    /**
     * A device is connected and subscribed.
     *
     * @param again whether it was before
     */
    synchronized void online(String clientId, boolean again) {
        if (pending.values().stream().anyMatch(devices -> devices.contains(clientId))) {
            // The failure is logged first.
            backAlready.put(clientId, again);
            return;
        }
        Optional<Outage> outage =
                outages.stream().filter(o -> o.missing().remove(clientId)).findFirst();
        if (outage.isEmpty()) {
            log.info("{} is connected {}to {}", clientId, again ? "again " : "", endpoint);
        } else if (outage.get().missing().isEmpty()) {
            log.info("all {} devices are connected again to {}", outage.get().devices(), endpoint);
            outages.removeIf(o -> o.missing().isEmpty());
        }
    }
}
