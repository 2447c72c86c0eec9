package io.aromabridge.broker.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent to one client and is not known to be acknowledged, in order, by packet identifier. Guarded by its {@link Outbox}. */
final class InFlight {
    private static final int MAX_PACKET_ID = 65_535;

    private final Map<Integer, Delivery> all = new LinkedHashMap<>();
    private int lastPacketId;
    private int leaving;

    /** Adds one under an identifier that is free; there must be one. */
    void add(Delivery delivery) {
        do {
            lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
        } while (all.containsKey(lastPacketId));
        restore(delivery, lastPacketId);
    }

    /** Adds one under the identifier that it had. */
    void restore(Delivery delivery, int packetId) {
        lastPacketId = packetId;
        delivery.packetId = packetId;
        all.put(packetId, delivery);
    }

    /** The client has answered the one that was added last with PUBREC. */
    void restoreReceived() {
        Delivery last = all.get(lastPacketId);
        if (last != null) {
            last.received = true;
        }
    }

    @Nullable Delivery get(int packetId) {
        return all.get(packetId);
    }

    /** Takes one out; it counts until it has {@link #left}: if the broker ended now, it would be sent again. */
    void leave(int packetId) {
        all.remove(packetId);
        leaving++;
    }

    /** It is kept that one was acknowledged. */
    void left() {
        leaving--;
    }

    Collection<Delivery> values() {
        return all.values();
    }

    int size() {
        return all.size() + leaving;
    }

    void clear() {
        all.clear();
    }
}
