package io.aromabridge.simulator.thermometer;

/** Which of the Temperature pair it is. */
public enum ThermometerRole {
    /** Tells the temperature: {@link PublishingThermometer}. */
    PUBLISHER,
    /** Hears it: {@link SubscribingThermometer}. */
    SUBSCRIBER
}
