package io.aromabridge.cloud.aws;

import java.time.Instant;

/**
 * A certificate in the registry, with the thing it belongs to.
 *
 * @param thing the thing's name
 * @param certificateId SHA-256 of the certificate's DER form, 64 lower-case hexadecimal digits
 * @param status only ACTIVE may connect
 * @param registeredAt when it was added
 */
public record Registration(String thing, String certificateId, Status status, Instant registeredAt) {
    /** The states of a certificate that this stand-in knows, under AWS IoT's names. */
    public enum Status {
        /** It may connect. */
        ACTIVE,
        /** It is set aside, and may not connect. */
        INACTIVE,
        /** It is withdrawn for good. */
        REVOKED
    }
}
