package io.aromabridge.simulator.light;

import static io.aromabridge.simulator.light.TrafficLights.GREEN;
import static io.aromabridge.simulator.light.TrafficLights.LIGHT1;
import static io.aromabridge.simulator.light.TrafficLights.LIGHT2;
import static io.aromabridge.simulator.light.TrafficLights.RED;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.DeviceId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first traffic light ({@code client1.py}): receives on {@code light1} the colour of the other one, shows the opposite, and
 * publishes it on {@code light2}. Anything but {@code red} and {@code green} is ignored.
 */
public final class AnsweringLight implements LightDevice {
    private static final Logger log = LoggerFactory.getLogger(AnsweringLight.class);

    private final DeviceId id;
    private final Consumer<Message> publish;
    private final LedMatrix matrix = new LedMatrix();

    /**
     * A dark light.
     *
     * @param publish sends its messages; never throws
     */
    public AnsweringLight(DeviceId id, Consumer<Message> publish) {
        this.id = id;
        this.publish = publish;
    }

    @Override
    public void receive(Message message) {
        if (message.payload().equals(RED)) {
            show(GREEN, Rgb.GREEN, RED);
        } else if (message.payload().equals(GREEN)) {
            show(RED, Rgb.RED, GREEN);
        } else {
            log.debug("{} ignores {}", id, message.payload().excerpt(80));
        }
    }

    private void show(Payload own, Rgb colour, Payload heard) {
        log.info("{} shows {} (light 1 {})", id, own.text(), heard.text());
        publish.accept(TrafficLights.message(LIGHT2, own));
        matrix.clear(colour);
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public LightRole role() {
        return LightRole.CLIENT1;
    }

    @Override
    public LedMatrix matrix() {
        return matrix;
    }

    @Override
    public TopicName topic() {
        return LIGHT1;
    }

    @Override
    public QoS qos() {
        return QoS.AT_MOST_ONCE;
    }

    @Override
    public void connected() {
        // It only answers.
    }

    @Override
    public void powerOff() {
        matrix.clear(Rgb.BLACK);
    }
}
