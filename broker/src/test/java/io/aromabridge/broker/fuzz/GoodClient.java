package io.aromabridge.broker.fuzz;

import static io.aromabridge.testing.mqtt.RawClient.acknowledgement;
import static io.aromabridge.testing.mqtt.RawClient.publish;

import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that keeps the rules, and wants all its messages back, one after the other and none of anybody else. */
final class GoodClient implements Runnable, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final String name;
    private final RawClient wire;
    private final CountDownLatch stop = new CountDownLatch(1);
    private int round;

    GoodClient(Target target, Carrier carrier) throws IOException {
        this.name = "good/" + carrier;
        this.wire = target.client(carrier, name, "good").subscribed(name + "/+", 2);
    }

    String clientId() {
        return name;
    }

    /** Until it is told to stop. */
    @Override
    public void run() {
        try {
            do {
                roundTrip();
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            throw new AssertionError(name + " was not served in round " + round, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void roundTrip() throws IOException {
        round++;
        wire.send(publish(0, name + "/0", 0, "zero " + round));
        delivered("zero " + round, 0x30);
        wire.send(publish(2, name + "/1", 1, "one " + round));
        answered(0x40, 1);
        wire.send(acknowledgement(0x40, delivered("one " + round, 0x32)));
        wire.send(publish(4, name + "/2", 2, "two " + round));
        answered(0x50, 2);
        int id = delivered("two " + round, 0x34);
        wire.send(acknowledgement(0x62, 2), acknowledgement(0x50, id));
        answered(0x70, 2);
        answered(0x62, id);
        wire.send(acknowledgement(0x70, id));
        wire.send(publish(3, name + "/kept/1", 3, "kept " + round));
        answered(0x40, 3);
        wire.send(RawClient.subscribe(4, name + "/kept/1", 0));
        answered(0x90, 4);
        delivered("kept " + round, 0x31);
        wire.send(RawClient.packet(0xa2, RawClient.number(5), RawClient.text(name + "/kept/1")));
        answered(0xb0, 5);
    }

    private void answered(int header, int packetId) throws IOException {
        RawPacket packet = wire.read();
        if (packet.header() != header || packet.packetId() != packetId) {
            throw new IOException("not " + header + " for " + packetId + " but " + packet);
        }
    }

    private int delivered(String payload, int header) throws IOException {
        RawPacket packet = wire.read();
        if (packet.header() != header || !packet.payload().equals(payload)) {
            throw new IOException("not '" + payload + "' but " + packet);
        }
        return (header & 6) == 0 ? 0 : packet.packetId();
    }

    void stop() {
        stop.countDown();
    }

    int rounds() {
        return round;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
