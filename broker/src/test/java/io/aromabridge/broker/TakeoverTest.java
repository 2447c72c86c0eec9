package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second connection under a client identifier (MQTT 3.1.1, sections 3.1.4 and 3.2.2.2). */
class TakeoverTest {
    private static final int CLEAN = 2;
    private static final int WILL = 4;
    private static final int WILL_QOS_1 = 8;

    @ParameterizedTest(name = "{0} taken over by {1}: session present {2}")
    @CsvSource({"clean,clean,false", "clean,persistent,false", "persistent,clean,false", "persistent,persistent,true"})
    void onlyAPersistentSessionIsPresentAndTheOldWillComesFirst(String old, String young, boolean present)
            throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient watcher = broker.client().connected("watcher").subscribed("will/#", 0);
                RawClient first = broker.client();
                RawClient second = broker.client()) {
            int oldFlags = (old.equals("clean") ? CLEAN : 0) | WILL;
            assertFalse(first.begin(oldFlags, "same", RawClient.text("will/1"), RawClient.text("gone")));
            first.subscribed("kept", 1);
            assertEquals(present, second.begin(young.equals("clean") ? CLEAN : 0, "same"));
            assertTrue(first.readOrEnd().isEmpty(), "the old connection is closed");
            assertEquals("will/1", watcher.read(3).topic());
            watcher.send(RawClient.publish(2, "kept", 1, "x"));
            watcher.read(4);
            if (present) {
                assertEquals("x", second.read().payload());
            } else {
                second.fence();
            }
            second.subscribed("t", 1).send(RawClient.publish(0, "t", 0, "alive"));
            assertEquals("alive", second.read(3).payload());
        }
    }

    @Test
    void theOldWillIsRoutedBeforeTheNewConnectionIsLetIn() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            RawClient before = broker.client();
            before.begin(WILL | WILL_QOS_1, "same", RawClient.text("own"), RawClient.text("will 0"));
            before.subscribed("own", 1);
            for (int i = 1; i <= 20; i++) {
                RawClient next = broker.client();
                next.begin(WILL | WILL_QOS_1, "same", RawClient.text("own"), RawClient.text("will " + i));
                RawPacket will = next.read();
                next.send(RawClient.acknowledgement(0x40, will.packetId()));
                next.fence();
                assertEquals("will " + (i - 1), will.payload());
                before.close();
                before = next;
            }
            before.close();
        }
    }

    @Test
    void fiftyConnectionsAtOnceLeaveOne() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            List<RawClient> clients = new ArrayList<>();
            List<CompletableFuture<Boolean>> alive = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                clients.add(broker.client().send(RawClient.connect(4, 0, "same")));
            }
            for (RawClient client : clients) {
                alive.add(CompletableFuture.supplyAsync(() -> answersPing(client)));
            }
            int left = 0;
            for (int i = 0; i < 50; i++) {
                left += alive.get(i).get(10, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertTrue(left >= 1, "one has it");
            assertEquals(1, broker.sample("aroma_broker_sessions"));
            try (RawClient last = broker.client()) {
                assertTrue(last.begin(0, "same"));
                last.fence();
            }
            broker.serves(5);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static boolean answersPing(RawClient client) {
        try {
            client.read(2);
            client.fence();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void aDisconnectOnRequestKeepsAPersistentSessionAndLeavesNothingOfACleanOne() throws Exception {
        try (TestBroker broker = TestBroker.start();
                RawClient persistent = broker.client().persistent("persistent").subscribed("t", 1);
                RawClient clean = broker.client().connected("clean").subscribed("t", 1)) {
            assertTrue(broker.broker.disconnect("persistent"));
            assertTrue(broker.broker.disconnect("clean"));
            assertFalse(broker.broker.disconnect("unknown"));
            assertTrue(persistent.readOrEnd().isEmpty());
            assertTrue(clean.readOrEnd().isEmpty());
            try (RawClient again = broker.client();
                    RawClient anew = broker.client()) {
                assertTrue(again.begin(0, "persistent"));
                assertFalse(anew.begin(0, "clean"));
            }
        }
    }
}
