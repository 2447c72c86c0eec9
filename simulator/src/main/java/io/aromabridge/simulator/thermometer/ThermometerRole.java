package io.aromabridge.simulator.thermometer;

/** Which of the Temperature pair it is. */
public enum ThermometerRole {
    /** Publishes the temperature: {@link PublishingThermometer}. */
    PUBLISHER,
    /** Receives it: {@link SubscribingThermometer}. */
    SUBSCRIBER
}
