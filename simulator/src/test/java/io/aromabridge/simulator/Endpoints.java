package io.aromabridge.simulator;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.testing.mqtt.FakeBroker;
import java.util.Optional;

/** Where a fake broker listens. */
public final class Endpoints {
    private Endpoints() {}

    /** Without TLS and without a login. */
    public static Endpoint of(FakeBroker broker) {
        return new Endpoint("127.0.0.1", broker.port(), Optional.empty(), Optional.empty());
    }
}
