package io.aromabridge.bridge.state;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicName;
import java.util.function.Function;

/**
 * Where a bridge publishes its state, and in which form. All of it is retained, for those who subscribe later.
 *
 * @param topic on the local broker, of this bridge alone
 * @param form writes a state; from any thread
 * @param gone what the local broker publishes when the bridge is gone without DISCONNECT: the will
 */
public record StateTopic(TopicName topic, Function<BridgeState, Payload> form, Payload gone) {
    Message message(BridgeState state) {
        return retained(form.apply(state));
    }

    /** The will for the connection to the local broker. */
    public Message will() {
        return retained(gone);
    }

    private Message retained(Payload payload) {
        return new Message(topic, payload, QoS.AT_LEAST_ONCE, true);
    }
}
