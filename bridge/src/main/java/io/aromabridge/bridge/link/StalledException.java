package io.aromabridge.bridge.link;

import java.util.concurrent.TimeoutException;

/** No PUBACK in time. */
final class StalledException extends TimeoutException {
    private static final long serialVersionUID = 1;

    StalledException(String message) {
        super(message);
    }
}
