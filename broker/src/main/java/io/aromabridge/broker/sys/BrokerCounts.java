package io.aromabridge.broker.sys;

/**
 * What a broker has counted since it started, and how it is now.
 *
 * @param connections CONNECTs that were answered with "accepted"
 * @param sockets connections that were opened
 * @param packets MQTT packets
 * @param bytes bytes of MQTT on the wire, without TLS and WebSocket
 * @param publishes PUBLISH packets; of those received, the ones that were routed
 * @param publishBytes bytes of their payloads
 * @param dropped messages that a full queue has dropped
 * @param connected clients that are connected now
 * @param disconnected sessions without a connection
 * @param subscriptions subscriptions of all sessions
 * @param retained retained messages
 * @param stored messages that are stored: retained, queued or in flight
 */
public record BrokerCounts(
        long connections,
        long sockets,
        Traffic packets,
        Traffic bytes,
        Traffic publishes,
        Traffic publishBytes,
        long dropped,
        int connected,
        int disconnected,
        int subscriptions,
        int retained,
        long stored) {
    /** One quantity in both directions. */
    public record Traffic(long received, long sent) {
        /** Both together. */
        public Traffic plus(Traffic other) {
            return new Traffic(received + other.received, sent + other.sent);
        }
    }
}
