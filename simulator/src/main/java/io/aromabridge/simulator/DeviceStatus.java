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
    static DeviceStatus of(Member member) {
        return new DeviceStatus(
                member.id().name(),
                member.id().kind().text(),
                member.id().side().text(),
                member.connection().isConnected());
    }
}
