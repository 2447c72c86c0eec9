package io.aromabridge.simulator.thermometer;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.time.Timers;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import io.aromabridge.simulator.device.DeviceTransport;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of seed 001: from when it is connected for the first time it publishes the temperature at each interval, as
 * {@code {"message": "21.4", "sequence": 0}}: degrees Celsius with one decimal, and how many messages went before. It is about
 * 21 degrees and changes by up to 0.2 at a time. It counts on while the connection is lost: a gap shows how many messages were not sent.
 */
public final class PublishingThermometer implements Device {
    private static final Logger log = LoggerFactory.getLogger(PublishingThermometer.class);

    // in tenths of a degree
    private static final int FIRST = 210;
    private static final int COLDEST = 180;
    private static final int WARMEST = 240;
    private static final int CHANGE = 2;

    private final DeviceId id;
    private final Thermometer what;
    private final Timers timers;
    private final RandomGenerator random;
    private final DeviceTransport transport;

    private int tenths = FIRST;
    private long sequence;
    private Timers.Scheduled next = () -> {};

    /**
     * A silent one.
     *
     * @param random makes the weather; asked on the devices' thread only
     */
    public PublishingThermometer(
            DeviceId id, Thermometer what, Timers timers, RandomGenerator random, DeviceTransport transport) {
        this.id = id;
        this.what = what;
        this.timers = timers;
        this.random = random;
        this.transport = transport;
    }

    @Override
    public void connected() {
        log.info("{} publishes on {}", id, what.topic());
        publish();
    }

    private void publish() {
        String text = "{\"message\": \"" + tenths / 10 + "." + tenths % 10 + "\", \"sequence\": " + sequence + "}";
        log.debug("{} publishes {}", id, text);
        transport.publish(new Message(what.topic(), Payload.of(text), what.qos(), false));
        sequence++;
        tenths = Math.min(WARMEST, Math.max(COLDEST, tenths + random.nextInt(-CHANGE, CHANGE + 1)));
        next = timers.after(what.interval(), this::publish);
    }

    @Override
    public void receive(Message message) {
        log.debug("{} only publishes: it ignores {}", id, message.topic());
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public TopicName topic() {
        return what.topic();
    }

    /** None. */
    @Override
    public List<TopicFilter> filters() {
        return List.of();
    }

    @Override
    public QoS qos() {
        return what.qos();
    }

    @Override
    public void powerOff() {
        next.cancel();
    }
}
