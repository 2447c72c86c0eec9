package io.aromabridge.testkit;

import io.aromabridge.bridge.Bridge;
import io.aromabridge.bridge.BridgeStatus;
import io.aromabridge.bridge.link.LinkState;

/** The bridge of a testbed. */
public final class BridgeUnderTest {
    private final Testbed bed;
    private final Bridge bridge;

    BridgeUnderTest(Testbed bed, Bridge bridge) {
        this.bed = bed;
        this.bridge = bridge;
    }

    /** Where it is. */
    public Testbed bed() {
        return bed;
    }

    /** Waits until its link to the cloud is online; at once if it is. Throws {@link TestbedFailure} if it gets late. */
    public BridgeUnderTest awaitOnline() {
        bed.checks().that("the bridge is online", bed.patience().connecting(), this::isOnline, this::describe);
        return this;
    }

    /** Whether its link to the cloud is online. */
    public boolean isOnline() {
        return bridge.cloud() instanceof LinkState.Online;
    }

    /** Messages in its queue now, those in flight too. */
    public int queueDepth() {
        return bridge.counters().depth();
    }

    /** Messages that its queue has given up. */
    public long dropped() {
        return bridge.counters().dropped();
    }

    /** How often its link to the cloud came online after the first time. */
    public long reconnects() {
        double connects = bridge.samples().stream()
                .filter(s -> s.name().equals("aroma_bridge_connects_total"))
                .mapToDouble(s -> s.value())
                .sum();
        return Math.max(0, Math.round(connects) - 1);
    }

    /** How it is now. */
    public BridgeStatus status() {
        return bridge.status();
    }

    /** The client identifier that it has at the cloud. */
    public String clientId() {
        return TestbedParts.BRIDGE_CLIENT;
    }

    private String describe() {
        return "the bridge is " + this;
    }

    /** {@code online at localhost:1234, 0 queued, 0 dropped}. */
    @Override
    public String toString() {
        return status().cloud() + ", " + queueDepth() + " queued, " + dropped() + " dropped, " + reconnects()
                + " reconnects";
    }
}
