package io.aromabridge.broker.listener;

import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.AdmissionControl;
import io.aromabridge.broker.connection.ConnectHandler;
import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.connection.MosquittoBridgeFlag;
import io.aromabridge.broker.options.ListenerOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.Optional;

/** Admits the connections of one listener, and fills their pipelines behind TLS. */
public record PipelineInitializer(ListenerContext context, ChannelGroup channels) {
    /** Whether the connection is admitted; if not, the log says why, and it is to be closed. */
    boolean admits(Channel channel) {
        SourceNetwork network = SourceNetwork.of(channel);
        AdmissionControl admission = context.admission();
        Optional<AdmissionControl.Full> full =
                admission.admit(network, context.options().limits());
        if (full.isPresent()) {
            context.counters().refused.increment();
            context.counters().limited(full.get().limit());
            context.warn("a connection from " + network + " is refused: "
                    + full.get().reason());
            return false;
        }
        var unused = channel.closeFuture().addListener(closed -> admission.release(network));
        channels.add(channel);
        return true;
    }

    /** Adds what stands behind TLS. */
    void fill(ChannelPipeline pipeline) {
        ListenerOptions options = context.options();
        options.webSocketPath()
                .ifPresentOrElse(
                        path -> WebSocketFrames.addTo(pipeline, path, options.limits()),
                        () -> pipeline.addLast(new FirstPacketGuard(context)));
        pipeline.addLast(new FlushConsolidationHandler(256, true));
        pipeline.addLast("bytes", context.counters());
        pipeline.addLast(new MosquittoBridgeFlag());
        pipeline.addLast(new MqttDecoder(
                options.limits().maxPacketBytes(), options.limits().maxClientIdBytes() + 1));
        pipeline.addLast(MqttEncoder.INSTANCE);
        pipeline.addLast("packets", context.counters());
        options.handlers().get().forEach(pipeline::addLast);
        pipeline.addLast(new ConnectHandler(context));
    }
}
