package io.aromabridge.simulator.mqtt;

import static io.aromabridge.simulator.LogFragments.assertLines;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.testing.log.LogLines;
import io.aromabridge.testing.time.ManualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class ConnectionLogTest {
    private static final String LOST = " lost its connection to mqtt://there:1883";

    private final ManualClock timers = new ManualClock();
    private final LogLines log = LogLines.of(DeviceConnection.class);
    private final ConnectionLog connections =
            new ConnectionLog(new Endpoint("there", 1883, Optional.empty(), Optional.empty()), timers);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void lost(String... devices) {
        for (String device : devices) {
            connections.lost(device);
        }
    }

    private void back(String... devices) {
        for (String device : devices) {
            connections.online(device, true);
        }
    }

    private void assertLogged(List<String> warnings, List<String> infos) {
        assertLines(log.lines(Level.WARN), warnings.toArray(String[]::new));
        assertLines(log.lines(Level.INFO), infos.toArray(String[]::new));
    }

    @Test
    void namesADeviceThatIsLostAlone() {
        lost("a");
        timers.advanceMillis(99);
        assertLogged(List.of(), List.of());
        timers.advanceMillis(1);
        assertLogged(List.of("a" + LOST), List.of());
        back("a");
        assertLogged(List.of("a" + LOST), List.of("a is connected again to mqtt://there:1883"));
    }

    @Test
    void logsOnceThatSeveralAreLostAndOnceThatAllAreBack() {
        lost("a", "b");
        timers.advanceMillis(50);
        lost("c");
        timers.advanceMillis(50);
        List<String> warnings = List.of("3 devices lost their connection to mqtt://there:1883");
        back("c", "a");
        assertLogged(warnings, List.of());
        back("b");
        assertLogged(warnings, List.of("all 3 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void keepsApartWhatHappensLater() {
        lost("a", "b");
        timers.advanceMillis(100);
        lost("c");
        timers.advanceMillis(100);
        back("a", "c", "b");
        assertLogged(
                List.of("2 devices lost their connection to mqtt://there:1883", "c" + LOST),
                List.of(
                        "c is connected again to mqtt://there:1883",
                        "all 2 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void logsTheFailureFirstWhenADeviceIsBackAtOnce() {
        lost("a", "b");
        back("a", "b");
        assertLogged(List.of(), List.of());
        timers.advanceMillis(100);
        assertLogged(
                List.of("2 devices lost their connection to mqtt://there:1883"),
                List.of("all 2 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void doesNotTakeADeviceForBackThatIsLostAgainAtOnce() {
        lost("a");
        back("a");
        lost("a");
        timers.advanceMillis(100);
        assertLogged(List.of("a" + LOST), List.of());
    }

    @Test
    void logsOnceWhySeveralCannotConnect() {
        connections.failed("a", "no route");
        connections.failed("b", "no route");
        connections.failed("c", "refused");
        timers.advanceMillis(100);
        connections.online("a", false);
        assertLogged(
                List.of(
                        "2 devices cannot connect to mqtt://there:1883: no route",
                        "c cannot connect to mqtt://there:1883: refused"),
                List.of("a is connected to mqtt://there:1883"));
    }
}
