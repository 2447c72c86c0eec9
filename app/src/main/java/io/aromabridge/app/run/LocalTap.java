package io.aromabridge.app.run;

import io.aromabridge.broker.options.PublishTap;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.MessageSink;
import java.util.concurrent.CompletionStage;

/**
 * The tap of the local broker: each message goes to the bridge's queue, and {@link ScriptLights} sees it.
 *
 * @param bridge the bridge's side, or a sink that keeps nothing where there is no bridge
 */
record LocalTap(ScriptLights lights, MessageSink bridge) implements PublishTap {
    @Override
    public CompletionStage<Void> onPublish(Message message) {
        lights.see(message);
        return bridge.accept(message);
    }
}
