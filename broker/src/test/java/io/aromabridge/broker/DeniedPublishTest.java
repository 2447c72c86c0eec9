package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.options.Limits.DeniedPublish;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.testing.mqtt.RawClient;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that cuts off who publishes where it may not; AuthorizerTest has the one that drops. */
@Timeout(20)
class DeniedPublishTest {
    private static TestBroker broker() throws Exception {
        AccessRules rules = AclFile.parse(List.of("topic open/#"));
        return TestBroker.changed(o -> ListenerOptions.tcp(
                        o.name(),
                        o.host(),
                        o.port(),
                        o.authenticator(),
                        o.limits().withDeniedPublish(DeniedPublish.DISCONNECT),
                        o.tap())
                .withAuthorizer(Authorizer.byRules(() -> rules)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void endsTheConnectionOfWhoDidItAndNoOther(int qos) throws Exception {
        try (TestBroker broker = broker();
                RawClient other = broker.client().connected("other").subscribed("#", 1);
                RawClient client = broker.client().connected("c")) {
            client.send(
                    RawClient.publish(2, "open/a", 1, "before"),
                    RawClient.publish(qos << 1, "closed/a", 2, "denied"),
                    RawClient.publish(2, "open/a", 3, "after"));
            assertEquals(1, client.read(4).packetId(), "what came before is acknowledged");
            assertTrue(client.readOrEnd().isEmpty(), "closed");
            assertEquals("before", other.read(3).payload());
            other.send(RawClient.publish(0, "open/b", 0, "still here"));
            assertEquals("still here", other.read(3).payload(), "neither what is denied nor what came after");
            assertEquals(1, broker.sample("aroma_broker_denied_messages_total"));
            assertEquals(1, broker.sample("aroma_broker_disconnections_total"));
        }
    }
}
