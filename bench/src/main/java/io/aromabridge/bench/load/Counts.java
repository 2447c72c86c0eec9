package io.aromabridge.bench.load;

/**
 * What became of the messages of a run, all publishers together.
 *
 * @param wanted as many were to be sent
 * @param sent handed to the socket
 * @param acknowledged by PUBACK; 0 with QoS 0
 * @param received different ones that reached the subscriber
 * @param duplicates received once more
 * @param outOfOrder received for the first time after a later one of the same publisher
 */
public record Counts(int wanted, int sent, int acknowledged, int received, int duplicates, int outOfOrder) {
    /** Messages that should have reached the subscriber, and did not. */
    public int missing() {
        return wanted - received;
    }
}
