package io.aromabridge.simulator.thermometer;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Device;
import io.aromabridge.simulator.device.DeviceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscriber of seed 001: logs each message that it receives, valid or not. */
public final class SubscribingThermometer implements Device {
    private static final Logger log = LoggerFactory.getLogger(SubscribingThermometer.class);
    private static final int SHOWN = 200;

    private final DeviceId id;
    private final TopicName topic;
    private final QoS qos;

    /** One that listens to a topic; the interval is of no use to it. */
    public SubscribingThermometer(DeviceId id, Thermometer what) {
        this.id = id;
        this.topic = what.topic();
        this.qos = what.qos();
    }

    @Override
    public void receive(Message message) {
        log.info("{} received on {}: {}", id, topic, message.payload().excerpt(SHOWN));
    }

    @Override
    public DeviceId id() {
        return id;
    }

    @Override
    public TopicName topic() {
        return topic;
    }

    @Override
    public QoS qos() {
        return qos;
    }

    @Override
    public void connected() {
        // It waits for the temperature.
    }

    @Override
    public void powerOff() {
        // Nothing runs.
    }
}
