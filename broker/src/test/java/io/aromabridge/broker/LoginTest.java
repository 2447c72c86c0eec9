package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a listener turns clients away. */
class LoginTest {
    @Test
    void tellsWhatTheAuthenticatorSays() throws Exception {
        Authenticator refusing = c -> new Refused(Answer.valueOf(c.userName().orElseThrow()), "because");
        try (TestBroker broker = TestBroker.with(refusing, TestBroker.NO_TAP)) {
            assertEquals(Optional.of(4), answer(broker, "BAD_USER_NAME_OR_PASSWORD"));
            assertEquals(Optional.of(5), answer(broker, "NOT_AUTHORIZED"));
            assertEquals(Optional.empty(), answer(broker, "NOTHING"), "closed without a CONNACK");
        }
    }

    private static Optional<Integer> answer(TestBroker broker, String userName) throws Exception {
        try (RawClient client = broker.client()) {
            client.send(RawClient.connect(4, 0x82, "c", RawClient.text(userName)), RawClient.publish(0, "t", 0, "x"));
            Optional<RawPacket> first = client.readOrEnd();
            if (first.isPresent()) {
                assertTrue(client.readOrEnd().isEmpty(), "closed");
            }
            return first.map(p -> (int) p.body()[1]);
        }
    }

    @Test
    void anAuthenticatorThatThrowsRefusesAndHarmsNobody() throws Exception {
        Authenticator broken = c -> {
            if (c.clientId().equals("unlucky")) {
                throw new IllegalStateException("on purpose, by a test");
            }
            return new AuthenticationResult.Accepted(Principal.anonymous());
        };
        try (TestBroker broker = TestBroker.with(broken, TestBroker.NO_TAP);
                RawClient client = broker.client().send(RawClient.connect("unlucky"))) {
            assertTrue(client.readOrEnd().isEmpty(), "closed");
            broker.serves(10);
        }
    }

    @Test
    void nothingOfARefusedClientIsTaken() throws Exception {
        try (TestBroker broker = TestBroker.with(c -> new Refused(Answer.NOTHING, "no"), m -> {
            throw new AssertionError("tapped " + m);
        })) {
            try (RawClient client = broker.client()) {
                client.send(RawClient.connect("c"), RawClient.publish(2, "t", 1, "x"));
                assertTrue(client.readOrEnd().isEmpty());
            }
            assertTrue(broker.journal.hops().isEmpty());
        }
    }
}
