package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change.Queued;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written of one message.
 *
 * @param queued the message itself, if that is not written yet
 * @param packetId under which it was sent, if that is not written yet; else 0
 * @param received whether it has to be written that the client has answered with PUBREC
 * @param gone whether it is not wanted any more
 */
record MessageRow(Optional<Queued> queued, int packetId, boolean received, boolean gone) {
    static final MessageRow RECEIVED = new MessageRow(Optional.empty(), 0, true, false);
    static final MessageRow GONE = new MessageRow(Optional.empty(), 0, false, true);

    static MessageRow queued(Queued queued) {
        return new MessageRow(Optional.of(queued), 0, false, false);
    }

    static MessageRow sent(int packetId) {
        return new MessageRow(Optional.empty(), packetId, false, false);
    }

    /** What has to be written of both in turn; null if that is nothing. */
    @Nullable MessageRow then(MessageRow later) {
        if (later.gone) {
            return queued.isPresent() ? null : later;
        }
        return new MessageRow(
                queued, later.packetId == 0 ? packetId : later.packetId, received || later.received, false);
    }
}
