package io.aromabridge.cloud.murano.product;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of Murano's dialects of MQTT the devices of a product speak. */
public enum Profile {
    /** Of 2016: {@code activate}, then topics {@code IDENTITY/RESOURCE} with a user name and a password. */
    CLASSIC,
    /** Of 2017 and later: {@code $provision/IDENTITY}, then topics {@code $resource/RESOURCE} with a token alone. */
    PROVISION;

    /** As it is written: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this text. */
    public static Optional<Profile> of(String text) {
        return Stream.of(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
