package io.aromabridge.app;

import java.util.Optional;

/** Which release of Aromabridge this is. */
public final class Release {
    private Release() {}

    /** The version in the jar's manifest, such as {@code 1.2.0}; {@code (from classes)} without a jar. */
    public static String version() {
        return Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
                .orElse("(from classes)");
    }
}
