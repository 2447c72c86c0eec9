package io.aromabridge.broker;

import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** A broker on a free port of loopback. */
final class TestBroker implements AutoCloseable {
    static final PublishTap NO_TAP = PublishTap.none();
    static final Authenticator ANYBODY = unused -> new Accepted(Principal.anonymous());

    final MqttBroker broker;
    final Journal journal = Journal.inMemory(10_000);

    private TestBroker(ListenerOptions options, SessionStore store) throws AromaException {
        broker = MqttBroker.start(List.of(options), journal, InstantSource.system(), store);
    }

    static TestBroker start() throws AromaException {
        return with(ANYBODY, NO_TAP);
    }

    static TestBroker with(Authenticator authenticator, PublishTap tap) throws AromaException {
        Limits limits = new Limits(1024, 64, 128, 10, Duration.ofSeconds(10));
        return with(authenticator, tap, limits);
    }

    static TestBroker with(Authenticator authenticator, PublishTap tap, Limits limits) throws AromaException {
        return new TestBroker(
                ListenerOptions.tcp("local", "127.0.0.1", 0, authenticator, limits, tap), SessionStore.inMemory());
    }

    /** With default limits and a change of the options. */
    static TestBroker changed(UnaryOperator<ListenerOptions> change) throws AromaException {
        return changed(change, SessionStore.inMemory());
    }

    static TestBroker changed(UnaryOperator<ListenerOptions> change, SessionStore store) throws AromaException {
        return new TestBroker(
                change.apply(ListenerOptions.tcp("local", "127.0.0.1", 0, ANYBODY, Limits.DEFAULT, NO_TAP)), store);
    }

    /** A sample of the listener. */
    double sample(String name) {
        return broker.samples().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    int port() {
        return broker.port("local");
    }

    RawClient client() throws IOException {
        return new RawClient(port());
    }

    /** Fails unless so many new clients can connect, subscribe, publish and receive: every event loop is alive. */
    void serves(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            try (RawClient client = client().connected("fresh-" + i).subscribed("fresh/" + i, 1)) {
                client.send(RawClient.publish(2, "fresh/" + i, 7, "hello"));
                client.read(3);
            }
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
