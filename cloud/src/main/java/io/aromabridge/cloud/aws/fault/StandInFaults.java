package io.aromabridge.cloud.aws.fault;

import io.aromabridge.cloud.aws.fault.Fault.Kind;
import io.aromabridge.cloud.aws.fault.StandInConnections.Open;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.topic.TopicName;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a stand-in. Each strikes from the moment it is asked for until its times are used up, it is ended or
 * {@link #clear()} is called; several may be there at a time, and the one asked for first strikes first. What happened
 * goes as one line to the consumer of events, and to the log at INFO. Thread-safe. A connection that a fault ends is
 * closed without a DISCONNECT and its will is published, as on AWS IoT; packets that came before still count, but their
 * acknowledgements may be lost with it.
 */
public final class StandInFaults {
    private static final Logger log = LoggerFactory.getLogger(StandInFaults.class);

    private final Certificates certificates;
    private final Consumer<String> events;
    private final List<Fault> active = new CopyOnWriteArrayList<>();
    private final StandInConnections connections = new StandInConnections();

    /** Certificates that were deactivated here, each with its thing. */
    private final Map<String, String> deactivated = new ConcurrentHashMap<>();

    /** Faults of one stand-in; its events are reported on the threads of its connections and of its callers. */
    public StandInFaults(Certificates certificates, Consumer<String> events) {
        this.certificates = certificates;
        this.events = events;
    }

    /** What a new connection needs between the MQTT codec and the broker's own rules. */
    public List<ChannelHandler> handlers() {
        return List.of(new FaultyConnection(this));
    }

    /**
     * The PUBACK of a matching PUBLISH that comes from now on is never sent. The message is routed all the same, as when
     * the acknowledgement gets lost. Where a delay matches too, the PUBACK is withheld.
     */
    public Fault withholdAcknowledgements(FaultTarget target) {
        return arm(new Kind.Withhold(), target);
    }

    /**
     * The PUBACK of a matching PUBLISH that comes from now on is sent later. Other acknowledgements may overtake it, as
     * on AWS IoT; what is delayed already stays so when the fault ends.
     *
     * @param by more than zero, in real time
     */
    public Fault delayAcknowledgements(Duration by, FaultTarget target) {
        if (by.isNegative() || by.isZero()) {
            throw new IllegalArgumentException("a delay of " + by + ": it must be more than 0");
        }
        return arm(new Kind.Delay(by), target);
    }

    /** A matching PUBLISH of any QoS ends its connection and is not routed, as AWS IoT treats one that is denied. */
    public Fault refusePublishes(FaultTarget target) {
        return arm(new Kind.RefusePublish(), target);
    }

    /**
     * A CONNECT is answered by closing the connection, without a CONNACK, as AWS IoT does.
     *
     * @param target without a topic
     */
    public Fault refuseConnections(FaultTarget target) {
        return armWithoutTopic(new Kind.RefuseConnect(), target);
    }

    /**
     * A connection is closed when its n-th packet arrives, which is not processed.
     *
     * @param packet counted from CONNECT, which is 1; a connection that is past it already is left alone
     * @param target without a topic
     */
    public Fault hangUpAtPacket(int packet, FaultTarget target) {
        if (packet < 1) {
            throw new IllegalArgumentException("packet " + packet + ": the first is 1, CONNECT");
        }
        return armWithoutTopic(new Kind.HangUp(packet), target);
    }

    private Fault armWithoutTopic(Kind kind, FaultTarget target) {
        if (target.topic().isPresent()) {
            throw new IllegalArgumentException(
                    "topic filter " + target.topic().get() + ": this fault strikes connections, leave the topic out");
        }
        return arm(kind, target);
    }

    private Fault arm(Kind kind, FaultTarget target) {
        Fault fault = new Fault(kind, target, this::report);
        active.removeIf(Fault::isOver);
        active.add(fault);
        return fault;
    }

    /**
     * Closes the connections with this client identifier within the call, as AWS IoT does when another client connects
     * with it. There is no such other client: the session stays, and the client may connect again.
     *
     * @return how many were closed
     */
    public int takeOver(String clientId) {
        return close(
                open -> open.clientId().equals(clientId),
                "took over client identifier '" + clientId + "' (DUPLICATE_CLIENTID)");
    }

    /**
     * Sets a thing's certificates INACTIVE in the registry, and closes the connections that use them within the call.
     * From then on they are closed at CONNECT, until they are active again in the registry.
     *
     * @return how many connections were closed
     * @throws AromaException CONFIGURATION if there is no such thing, or its file is damaged
     */
    public int deactivate(String thing) throws AromaException {
        List<String> inactive = certificates.deactivate(thing);
        inactive.forEach(id -> deactivated.put(id, thing));
        // A login that is under way has seen the old state perhaps: its connection is among these.
        return close(
                open -> open.certificateId().filter(inactive::contains).isPresent(),
                "deactivated the certificates of thing '" + thing + "'");
    }

    /**
     * Sets a thing's INACTIVE certificates ACTIVE again.
     *
     * @throws AromaException CONFIGURATION if there is no such thing, its file is damaged, or its certificates are
     *     REVOKED
     */
    public void activate(String thing) throws AromaException {
        deactivated.values().removeIf(thing::equals);
        certificates.activate(thing);
        report("activated the certificates of thing '" + thing + "'");
    }

    /**
     * Ends all faults, and activates what was deactivated here.
     *
     * @throws AromaException as {@link #activate} does; all faults are ended then too
     */
    public void clear() throws AromaException {
        active.forEach(Fault::end);
        active.removeIf(Fault::isOver);
        for (String thing : Set.copyOf(deactivated.values())) {
            activate(thing);
        }
    }

    private int close(Predicate<Open> which, String why) {
        List<Open> found = connections.find(which);
        report(why + ": " + (found.size() == 1 ? "1 connection" : found.size() + " connections") + " closed");
        StandInConnections.close(found);
        return found.size();
    }

    StandInConnections connections() {
        return connections;
    }

    /** The thing whose certificate this is, if it was deactivated here and still is. */
    Optional<String> deactivatedThing(String certificateId) {
        return Optional.ofNullable(deactivated.get(certificateId))
                .filter(unused -> certificates.isInactive(certificateId));
    }

    boolean isWatching(Class<? extends Kind> kinds) {
        return active.stream().anyMatch(fault -> kinds.isInstance(fault.kind()));
    }

    boolean isIdle() {
        return active.isEmpty() && deactivated.isEmpty();
    }

    /** The first fault that strikes here; one of its times is taken. */
    Optional<Fault> claim(Predicate<Kind> kind, String clientId, Optional<TopicName> topic) {
        for (Fault fault : active) {
            if (kind.test(fault.kind()) && fault.claim(clientId, topic)) {
                active.removeIf(Fault::isOver);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Reports what a fault does, just before it happens. */
    void report(String what) {
        log.info("cloud: {}", what);
        try {
            events.accept(what);
        } catch (RuntimeException e) {
            log.error("cloud: consumer of the fault events failed at: {}", what, e);
        }
    }
}
