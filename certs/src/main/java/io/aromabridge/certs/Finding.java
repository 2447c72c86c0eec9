package io.aromabridge.certs;

import java.nio.file.Path;

/**
 * A result of {@link CertificateReport#check} for one file.
 *
 * @param message one line, with the remedy unless it is fine
 */
public record Finding(Severity severity, Path file, String message) {
    /** Its severity. */
    public enum Severity {
        /** Nothing to do. */
        OK,
        /** It works now, but needs attention soon. */
        WARNING,
        /** It does not work, or is not secure. */
        ERROR
    }
}
