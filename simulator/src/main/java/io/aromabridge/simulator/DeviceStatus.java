package io.aromabridge.simulator;

/**
 * A simulated device that is neither shooter nor light at one moment, as it is shown to a person or a program.
 *
 * @param name its name
 * @param kind {@code examiner}, {@code student} or {@code thermometer}
 * @param side {@code local} or {@code cloud}
 * @param connected whether it is connected and subscribed
 */
public record DeviceStatus(String name, String kind, String side, boolean connected) {
    static DeviceStatus of(DeviceInstance instance) {
        return new DeviceStatus(
                instance.id().name(),
                instance.id().kind().text(),
                instance.id().side().text(),
                instance.isConnected());
    }
}
