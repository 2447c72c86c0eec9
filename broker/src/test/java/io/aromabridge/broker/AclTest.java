package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ACL file in force: what its users can do and see, also after it changed. */
@Timeout(20)
class AclTest {
    private static final Authenticator BY_NAME = credentials -> new AuthenticationResult.Accepted(credentials
            .userName()
            .map(name -> new Principal(Principal.Kind.PASSWORD, name))
            .orElse(Principal.anonymous()));

    private final AtomicReference<AccessRules> rules;

    AclTest() throws Exception {
        rules = new AtomicReference<>(AclFile.parse(List.of(
                "topic read public/#",
                "user alice",
                "topic readwrite alice/#",
                "topic read public/#",
                "pattern write from/%c")));
    }

    private TestBroker broker() throws Exception {
        return TestBroker.changed(o -> new ListenerOptions(
                o.name(),
                o.host(),
                o.port(),
                o.webSocketPath(),
                o.tls(),
                BY_NAME,
                o.limits(),
                o.tap(),
                o.handlers(),
                Authorizer.byRules(rules::get),
                o.delivery(),
                o.clientListener(),
                o.plugins()));
    }

    private static RawClient user(TestBroker broker, String clientId, String name) throws IOException {
        RawClient client = broker.client();
        client.send(RawClient.connect(4, 0x82, clientId, RawClient.text(name)));
        assertEquals(0, client.read(2).body()[1], "CONNACK of " + name);
        return client;
    }

    @Test
    void eachUserSeesAndDoesWhatTheFileSays() throws Exception {
        try (TestBroker broker = broker();
                RawClient alice = user(broker, "a1", "alice").subscribed("#", 1);
                RawClient anonymous = broker.client().connected("nobody").subscribed("#", 1)) {
            broker.broker.publish(Message.of("public/news", "for all", QoS.AT_LEAST_ONCE));
            assertEquals("for all", alice.read(3).payload());
            assertEquals("for all", anonymous.read(3).payload());
            anonymous.send(RawClient.publish(2, "alice/x", 1, "forged")).read(4);
            alice.send(RawClient.publish(2, "public/news", 1, "not hers to say"))
                    .read(4);
            alice.send(RawClient.publish(2, "from/a2", 2, "another's")).read(4);
            alice.send(RawClient.publish(2, "alice/x", 3, "her own"));
            assertEquals("her own", alice.read(3).payload(), "nothing of the others came before");
            broker.broker.publish(Message.of("public/end", "last", QoS.AT_LEAST_ONCE));
            assertEquals("last", anonymous.read(3).payload(), "nothing of alice's came before");
        }
    }

    @Test
    void newRulesHoldForConnectionsThatAreThere() throws Exception {
        try (TestBroker broker = broker();
                RawClient alice = user(broker, "a1", "alice").subscribed("#", 0)) {
            alice.send(RawClient.publish(2, "bob/x", 1, "before")).read(4);
            rules.set(AclFile.parse(List.of("user alice", "topic bob/#")));
            alice.send(RawClient.publish(2, "alice/x", 2, "not any more")).read(4);
            alice.send(RawClient.publish(0, "bob/x", 0, "after"));
            assertEquals("after", alice.read(3).payload());
        }
    }
}
