package io.aromabridge.simulator.light;

import static io.aromabridge.simulator.light.TrafficLights.GREEN;
import static io.aromabridge.simulator.light.TrafficLights.LIGHT1;
import static io.aromabridge.simulator.light.TrafficLights.LIGHT2;
import static io.aromabridge.simulator.light.TrafficLights.RED;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second traffic light ({@code client2.py}): 3 s after it is connected for the first time it turns red, then green and
 * red in turn every 3 s, and publishes its colour on {@code light1}. It goes on while the connection is lost. What it hears
 * on {@code light2} it only logs.
 */
public final class SwitchingLight implements LightDevice {
    private static final Logger log = LoggerFactory.getLogger(SwitchingLight.class);
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private final DeviceId id;
    private final Timers timers;
    private final Consumer<Message> publish;
    private final LedMatrix matrix = new LedMatrix();
    private Timers.Scheduled next = () -> {};

    /**
     * A dark light.
     *
     * @param publish sends its messages; never throws
     */
    public SwitchingLight(DeviceId id, Timers timers, Consumer<Message> publish) {
        this.id = id;
        this.timers = timers;
        this.publish = publish;
    }

    @Override
    public void connected() {
        next = timers.after(PERIOD, () -> turn(true));
    }

    private void turn(boolean red) {
        Payload colour = red ? RED : GREEN;
        log.info("{} shows {}", id, colour.text());
        publish.accept(TrafficLights.message(LIGHT1, colour));
        matrix.clear(red ? Rgb.RED : Rgb.GREEN);
        next = timers.after(PERIOD, () -> turn(!red));
    }

    @Override
    public void receive(Message message) {
        log.debug("{}: light 2 {}", id, message.payload().excerpt(80));
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public LightRole role() {
        return LightRole.CLIENT2;
    }

    @Override
    public LedMatrix matrix() {
        return matrix;
    }

    @Override
    public TopicName topic() {
        return LIGHT2;
    }

    @Override
    public QoS qos() {
        return QoS.AT_MOST_ONCE;
    }

    @Override
    public void powerOff() {
        next.cancel();
        matrix.clear(Rgb.BLACK);
    }
}
