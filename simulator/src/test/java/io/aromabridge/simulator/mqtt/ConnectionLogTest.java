package io.aromabridge.simulator.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.simulator.ManualTimers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {
    private static final String LOST = " lost its connection to mqtt://there:1883; it keeps trying";

    private final ManualTimers timers = new ManualTimers();
    private final LogCapture log = new LogCapture(DeviceConnection.class);
    private final ConnectionLog report =
            new ConnectionLog(new Endpoint("there", 1883, Optional.empty(), Optional.empty()), timers);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void lost(String... devices) {
        for (String device : devices) {
            report.lost(device);
        }
    }

    private void back(String... devices) {
        for (String device : devices) {
            report.online(device, true);
        }
    }

    private void assertSaid(List<String> warnings, List<String> news) {
        assertEquals(warnings, log.lines(Level.WARN));
        assertEquals(news, log.lines(Level.INFO));
    }

    @Test
    void namesADeviceThatIsLostAlone() {
        lost("a");
        timers.passMillis(99);
        assertSaid(List.of(), List.of());
        timers.passMillis(1);
        assertSaid(List.of("a" + LOST), List.of());
        back("a");
        assertSaid(List.of("a" + LOST), List.of("a is connected again to mqtt://there:1883"));
    }

    @Test
    void saysOnceThatSeveralAreLostAndOnceThatAllAreBack() {
        lost("a", "b");
        timers.passMillis(50);
        lost("c");
        timers.passMillis(50);
        List<String> warnings = List.of("3 devices lost their connection to mqtt://there:1883; they keep trying");
        back("c", "a");
        assertSaid(warnings, List.of());
        back("b");
        assertSaid(warnings, List.of("all 3 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void keepsApartWhatHappensLater() {
        lost("a", "b");
        timers.passMillis(100);
        lost("c");
        timers.passMillis(100);
        back("a", "c", "b");
        assertSaid(
                List.of("2 devices lost their connection to mqtt://there:1883; they keep trying", "c" + LOST),
                List.of(
                        "c is connected again to mqtt://there:1883",
                        "all 2 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void saysTheTroubleFirstWhenADeviceIsBackAtOnce() {
        lost("a", "b");
        back("a", "b");
        assertSaid(List.of(), List.of());
        timers.passMillis(100);
        assertSaid(
                List.of("2 devices lost their connection to mqtt://there:1883; they keep trying"),
                List.of("all 2 devices are connected again to mqtt://there:1883"));
    }

    @Test
    void doesNotTakeADeviceForBackThatIsLostAgainAtOnce() {
        lost("a");
        back("a");
        lost("a");
        timers.passMillis(100);
        assertSaid(List.of("a" + LOST), List.of());
    }

    @Test
    void saysOnceWhySeveralCannotConnect() {
        report.failed("a", "no route");
        report.failed("b", "no route");
        report.failed("c", "refused");
        timers.passMillis(100);
        report.online("a", false);
        assertSaid(
                List.of(
                        "2 devices cannot connect to mqtt://there:1883: no route; they keep trying",
                        "c cannot connect to mqtt://there:1883: refused; it keeps trying"),
                List.of("a is connected to mqtt://there:1883"));
    }
}
