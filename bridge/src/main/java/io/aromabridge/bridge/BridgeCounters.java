package io.aromabridge.bridge;

/**
 * What went out and came in, since the bridge was made.
 *
 * @param queued messages taken for the cloud
 * @param sent messages published to it; one that is sent again counts again
 * @param acknowledged messages that the cloud has
 * @param dropped messages given up by the queue's policy
 * @param depth messages held now, those in flight too
 * @param inFlight messages published and not yet acknowledged
 * @param received messages that came from the cloud; one that comes again counts again
 */
public record BridgeCounters(
        long queued, long sent, long acknowledged, long dropped, int depth, int inFlight, long received) {}
