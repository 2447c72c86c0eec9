package io.moquette.broker;

import io.moquette.BrokerConstants;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.BrokerInterceptor;
import io.moquette.persistence.MemorySessionsRepository;
import io.moquette.persistence.MemorySubscriptionsRepository;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.AttributeKey;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The engine of Moquette 0.17 without its server: subscriptions, sessions and routing, for pipelines of our own. No
 * listener, no telemetry, no file. Pinned to 0.17: what changes there fails to compile here.
 */
public final class Engine implements AutoCloseable {
    /** The engine's loops drop commands, acknowledgements too, when this many wait (its default is 1024). */
    private static final int COMMANDS_PER_LOOP = 100_000;

    private static final AttributeKey<MQTTConnection> CONNECTION =
            AttributeKey.valueOf("aromabridge.engine.connection");

    private final ScheduledExecutorService expiry;
    private final BrokerInterceptor interceptor;
    private final GuardedLoops loops;
    private final SessionRegistry sessions;
    private final PostOffice office;
    private final ChannelHandler handler;

    private Engine() {
        expiry = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "broker-session-expiry");
            thread.setDaemon(true);
            return thread;
        });
        interceptor = new BrokerInterceptor(List.of());
        loops = new GuardedLoops(interceptor, COMMANDS_PER_LOOP);
        CTrieSubscriptionDirectory directory = new DollarTopicsApart();
        directory.init(new MemorySubscriptionsRepository());
        // Who may do what is decided in front of the engine.
        Authorizator everything = new Authorizator(new Everything());
        sessions = new SessionRegistry(
                directory,
                new MemorySessionsRepository(),
                new SharedQueues(),
                everything,
                expiry,
                Clock.systemUTC(),
                Session.INFINITE_EXPIRY,
                loops);
        office = new PostOffice(directory, new MemoryRetainedRepository(), sessions, interceptor, everything, loops);
        BrokerConfiguration configuration =
                new BrokerConfiguration(true, true, false, BrokerConstants.IMMEDIATE_BUFFER_FLUSH);
        handler = new NewNettyMQTTHandler(new Connections(configuration));
    }

    /** Starts the loops; nothing listens. */
    public static Engine start() {
        return new Engine();
    }

    /** The last handler of a pipeline; one serves all channels. */
    public ChannelHandler handler() {
        return handler;
    }

    /** Whether the engine has finished this channel's CONNECT: what comes earlier it drops (engine fault B4, B5). */
    public boolean isConnected(Channel channel) {
        MQTTConnection connection = channel.attr(CONNECTION).get();
        return connection != null && connection.isConnected();
    }

    /**
     * Tells the engine that a connection is gone. Also for one that broke before its CONNACK was out: the engine alone
     * would keep such a session half-open, and refuse its client identifier from then on.
     */
    public void connectionLost(Channel channel, String clientId) {
        MQTTConnection connection = channel.attr(CONNECTION).get();
        loops.routeCommand(clientId, "connection lost", () -> {
            Session session = sessions.retrieve(clientId);
            if (session != null && session.isBoundTo(connection)) {
                session.completeConnection();
            }
            connection.handleConnectionLost();
            return clientId;
        });
    }

    /**
     * Routes a message to its subscribers, in order with everything else that the client has sent.
     *
     * @param clientId whose order it keeps
     * @return completes when every subscriber's session has it; exceptionally if a loop is full
     */
    public CompletableFuture<Void> publish(String clientId, MqttPublishMessage message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken = loops.routeCommand(clientId, "publish", () -> {
                    RoutingResults results = office.internalPublish(message);
                    if (results.isAllSuccess()) {
                        var unused = results.completableFuture().thenRun(() -> done.complete(null));
                    } else {
                        done.completeExceptionally(new IllegalStateException("a session loop is full"));
                    }
                    return clientId;
                })
                .isSuccess();
        if (!taken) {
            done.completeExceptionally(new IllegalStateException("the publisher's session loop is full"));
        }
        return done;
    }

    /** Sends again what the client has not acknowledged in time; on its own loop, where the engine would race. */
    public void resendUnacknowledged(Channel channel, String clientId) {
        MQTTConnection connection = channel.attr(CONNECTION).get();
        loops.routeCommand(clientId, "resend", () -> {
            if (connection.isConnected()) {
                connection.resendNotAckedPublishes();
            }
            return clientId;
        });
    }

    /** Whether an event of the pipeline is the engine's own resend timer, which runs on the wrong thread. */
    public static boolean isResendTimer(Object event) {
        return event instanceof InflightResender.ResendNotAckedPublishes;
    }

    @Override
    public void close() {
        loops.terminate();
        sessions.close();
        interceptor.stop();
        expiry.shutdownNow();
    }

    /** Keeps the engine's connection where this class finds it. */
    private final class Connections extends MQTTConnectionFactory {
        Connections(BrokerConfiguration configuration) {
            super(configuration, (clientId, userName, password) -> true, sessions, office);
        }

        @Override
        MQTTConnection create(Channel channel) {
            MQTTConnection connection = super.create(channel);
            channel.attr(CONNECTION).set(connection);
            return connection;
        }
    }

    /** A filter that begins with a wildcard does not match a topic that begins with $ (MQTT 3.1.1, 4.7.2). */
    private static final class DollarTopicsApart extends CTrieSubscriptionDirectory {
        @Override
        public List<Subscription> matchWithoutQosSharpening(Topic topic) {
            List<Subscription> all = super.matchWithoutQosSharpening(topic);
            if (!topic.toString().startsWith("$")) {
                return all;
            }
            return all.stream()
                    .filter(s -> s.getTopicFilter().toString().startsWith("$"))
                    .toList();
        }
    }

    /** The engine's own is a plain map that all its loops change. */
    private static final class SharedQueues extends MemoryQueueRepository {
        @Override
        public synchronized SessionMessageQueue<SessionRegistry.EnqueuedMessage> getOrCreateQueue(String clientId) {
            return super.getOrCreateQueue(clientId);
        }

        @Override
        synchronized void dropQueue(String queueName) {
            super.dropQueue(queueName);
        }
    }

    /** Lets everything pass. */
    private static final class Everything implements IAuthorizatorPolicy {
        @Override
        public boolean canWrite(Topic topic, String user, String client) {
            return true;
        }

        @Override
        public boolean canRead(Topic topic, String user, String client) {
            return true;
        }
    }
}
