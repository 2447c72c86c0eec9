package io.aromabridge.app.config;

import io.aromabridge.core.AromaException;
import java.util.ArrayList;
import java.util.List;

/** What {@code --lan} stands for: other machines may connect, but not without a password or a certificate. */
public final class LanAccess {
    private static final String OPTION = "--lan";
    private static final String ALL_INTERFACES = "0.0.0.0";

    private LanAccess() {}

    /**
     * {@code broker.host}, {@code cloud.host}, {@code cloud.murano.host} and {@code dashboard.host} are all interfaces, whatever the file says. The
     * listeners of {@code broker.listeners} bind where they say.
     */
    public static List<Flag> flags() {
        return List.of(
                Flag.of("broker.host", ALL_INTERFACES, OPTION),
                Flag.of("cloud.host", ALL_INTERFACES, OPTION),
                Flag.of("cloud.murano.host", ALL_INTERFACES, OPTION),
                Flag.of("dashboard.host", ALL_INTERFACES, OPTION));
    }

    /** Throws CONFIGURATION, naming the setting, if a listener of the local broker lets clients in without user name. */
    public static void requireNoAnonymous(BrokerSection broker) throws AromaException {
        List<String> open = new ArrayList<>();
        if (broker.allowAnonymous()) {
            open.add("broker.allow-anonymous");
        }
        for (BrokerSection.Listener listener : broker.listeners()) {
            if (listener.allowAnonymous()) {
                open.add("allow-anonymous of the listener " + listener.name());
            }
        }
        if (!open.isEmpty()) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    OPTION + " lets nobody in without a password, but " + String.join(", and ", open)
                            + " is true; set it to false, or leave " + OPTION + " out");
        }
    }
}
