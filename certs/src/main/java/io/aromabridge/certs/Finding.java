package io.aromabridge.certs;

import java.nio.file.Path;

/**
 * What {@link CertificateReport#check} says about one file.
 *
 * @param message one line, with the way to mend it unless it is fine
 */
public record Finding(Severity severity, Path file, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Nothing to do. */
        OK,
        /** It works today, and needs somebody to look. */
        WARNING,
        /** It does not work, or is not safe. */
        ERROR
    }
}
