package io.aromabridge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import io.aromabridge.testing.mqtt.FakeBroker;
import io.aromabridge.testing.time.ManualClock;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Power that fails at an odd moment, or of a device that acts by itself. */
@Timeout(30)
class PowerCutTest {
    private final FakeBroker broker;

    PowerCutTest() throws Exception {
        broker = new FakeBroker();
    }

    @AfterEach
    void closeBroker() throws Exception {
        broker.close();
    }

    private static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPowerCutBeforeTheFirstConnectionOnlyPutsItOff() throws Exception {
        broker.connack = 3;
        try (Simulation other = Simulation.builder(event -> {}, new Random(1))
                .device(new ShooterSpec("ASN2A00002", Side.CLOUD))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .start()) {
            CompletionStage<Void> ready = other.ready();
            other.cutPower("ASN2A00002");
            broker.connack = 0;
            other.restorePower("ASN2A00002");
            await(ready);
        }
    }

    @Test
    void aPowerCutWhileTheBrokerHasNotAnsweredYetEndsTheSocketToo() throws Exception {
        broker.suback = -1;
        try (Simulation other = Simulation.builder(event -> {}, new Random(1))
                .device(new ShooterSpec("ASN2A00002", Side.CLOUD))
                .endpoint(Side.CLOUD, Endpoints.of(broker))
                .start()) {
            Socket unanswered = broker.nextSubscribe().socket();
            other.cutPower("ASN2A00002");
            assertEquals("ended without DISCONNECT", broker.nextEnd());
            assertTrue(unanswered.isConnected());
        }
    }

    @Test
    void theTrafficLightBeginsAnewAfterAPowerCut() throws Exception {
        ManualClock timers = new ManualClock();
        try (Simulation lights = Simulation.builder(event -> {}, new Random(1))
                .device(new LightSpec("client2", LightRole.CLIENT2, Side.LOCAL))
                .endpoint(Side.LOCAL, Endpoints.of(broker))
                .timers(timers)
                .start()) {
            await(lights.ready());
            timers.advanceMillis(6000);
            assertEquals("#00fc00", colour(lights));
            lights.cutPower("client2");
            timers.advanceMillis(9000);
            assertEquals("#000000", colour(lights));
            lights.restorePower("client2");
            await(lights.ready("client2"));
            timers.advanceMillis(2999);
            assertEquals("#000000", colour(lights));
            timers.advanceMillis(1);
            assertEquals("#f80000", colour(lights));
        }
    }

    private static String colour(Simulation lights) {
        return lights.lights().get(0).pixels().get(0).hex();
    }
}
