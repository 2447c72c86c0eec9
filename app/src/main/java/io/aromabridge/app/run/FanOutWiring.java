package io.aromabridge.app.run;

import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.app.config.FanOutSection;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOut.Mode;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.fanout.ListWatch;
import io.aromabridge.bridge.fanout.TopicPattern;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.AromaException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the configuration's list {@code bridge.fan-out} to the bridge's fan-outs. */
public final class FanOutWiring {
    private static final Logger log = LoggerFactory.getLogger(FanOutWiring.class);

    private FanOutWiring() {}

    /**
     * With their lists read.
     *
     * @throws AromaException CONFIGURATION if a list cannot be read, names no device, or has a mistake
     */
    static List<FanOut> fanOuts(BridgeSection section) throws AromaException {
        List<FanOut> fanOuts = new ArrayList<>();
        for (FanOutSection each : section.fanOuts()) {
            fanOuts.add(FanOut.open(new FanOutSettings(
                    each.topic(),
                    new TopicPattern(each.to()),
                    each.list(),
                    each.rehearsalList(),
                    each.mode(),
                    each.timeToLive())));
        }
        return fanOuts;
    }

    /**
     * Reads lists anew that change, and warns of those for which the queue has no room.
     *
     * @param running ends that
     */
    static void watch(BridgeSection section, Routes routes, Running running) {
        warnings(section, routes).forEach(warning -> log.warn("{}", warning));
        running.add(ListWatch.start(section.name() + "-lists", routes.fanOuts())::close);
    }

    /** Lists for which the queue has no room: each in one line. */
    public static List<String> warnings(BridgeSection section, Routes routes) {
        List<String> warnings = new ArrayList<>();
        int room = section.queue().limit().size();
        for (FanOut fanOut : routes.fanOuts()) {
            for (Mode mode : Mode.values()) {
                int devices = fanOut.topics(mode).size();
                if (room > 0 && devices > room) {
                    warnings.add("fan-out " + fanOut.settings().topic() + ": its " + mode.text() + " list has "
                            + devices + " devices, and no more than " + room
                            + " messages wait in the queue: set bridge.queue.size to " + devices + " or more");
                }
            }
        }
        return warnings;
    }
}
