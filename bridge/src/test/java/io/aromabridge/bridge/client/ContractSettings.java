package io.aromabridge.bridge.client;

import io.aromabridge.bridge.link.Backoff;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.link.LinkTuning;
import io.aromabridge.bridge.pace.SendPolicy;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of a link for the contract tests of connections. */
final class ContractSettings {
    static final String CLIENT = "bridge-1";

    /** Begins the names of the threads. */
    static final String THREAD = "contract";

    private ContractSettings() {}

    static LinkSettings of(Endpoint endpoint, Duration keepAlive) {
        return of(endpoint, keepAlive, true, Optional.empty());
    }

    static LinkSettings of(Endpoint endpoint, Duration keepAlive, boolean cleanSession, Optional<Message> will) {
        return new LinkSettings(
                "cloud",
                THREAD,
                endpoint,
                CLIENT,
                cleanSession,
                Map.of(),
                new LinkTuning(keepAlive, Duration.ofSeconds(10), Duration.ofSeconds(5), 100, Backoff.DEFAULT),
                SendPolicy.DEFAULT,
                will);
    }
}
