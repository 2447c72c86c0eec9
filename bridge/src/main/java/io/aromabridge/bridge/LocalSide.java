package io.aromabridge.bridge;

import io.aromabridge.bridge.client.netty.NettyConnections;
import io.aromabridge.bridge.link.Link;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.bridge.pace.Sending;
import io.aromabridge.bridge.queue.MemoryQueue;
import io.aromabridge.bridge.queue.MemoryQueue.Promise;
import io.aromabridge.bridge.queue.OutboundQueue;
import io.aromabridge.bridge.queue.Progress;
import io.aromabridge.bridge.queue.QueueLimit;
import io.aromabridge.bridge.route.Route.Direction;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes the connection to a local broker of another process.
 *
 * @param clientId as what it connects there
 * @param will what that broker publishes when the bridge is gone without a word
 */
record LocalSide(BridgeSettings settings, Endpoint broker, String clientId, Optional<Message> will) {
    /**
     * The lane, not started yet.
     *
     * @param tap takes what comes from there
     * @param progress hears of what goes there
     */
    Lane lane(MessageSink tap, Progress progress, InstantSource clock, RandomGenerator chance) {
        // Bounded by the window of the cloud, which waits for acknowledgements; QoS 0 falls to the limit.
        OutboundQueue inbound = new MemoryQueue(QueueLimit.DEFAULT, Promise.WHEN_FORWARDED, progress, clock);
        LinkSettings to = new LinkSettings(
                "local",
                settings.name() + "-local",
                broker,
                clientId,
                false,
                settings.routes().subscriptions(Direction.OUT),
                settings.tuning(),
                Sending.IN_ORDER,
                will);
        Link link = new Link(to, NettyConnections.alone(to), inbound, tap, (message, reason) -> {}, clock, chance);
        return new Lane("local", 1, broker.address(), inbound, Optional.of(link));
    }
}
