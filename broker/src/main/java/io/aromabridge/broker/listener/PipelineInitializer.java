package io.aromabridge.broker.listener;

import io.aromabridge.broker.auth.SourceNetwork;
import io.aromabridge.broker.connection.Admission;
import io.aromabridge.broker.connection.MosquittoBridgeFlag;
import io.aromabridge.broker.connection.ConnectHandler;
import io.aromabridge.broker.connection.ListenerContext;
import io.aromabridge.broker.options.ListenerOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.Optional;

/** Takes connections in by the rules of one listener: counts them, and fills their pipelines behind TLS. */
public record PipelineInitializer(ListenerContext context, ChannelGroup channels) {
    /** Whether there is room for one more; if not, the log says so, and it is to be closed. */
    boolean admits(Channel channel) {
        SourceNetwork origin = SourceNetwork.of(channel);
        Admission admission = context.door().admission();
        Optional<Admission.Full> full =
                admission.enter(origin, context.options().limits());
        if (full.isPresent()) {
            context.counters().refused.increment();
            context.counters().limited(full.get().limit());
            context.warn(
                    "a connection from " + origin + " is refused: " + full.get().reason());
            return false;
        }
        var unused = channel.closeFuture().addListener(closed -> admission.leave(origin));
        channels.add(channel);
        return true;
    }

    /** Adds what stands behind TLS. */
    void fill(ChannelPipeline pipeline) {
        ListenerOptions options = context.options();
        options.webSocketPath().ifPresent(path -> WebSocketFrames.addTo(pipeline, path, options.limits()));
        pipeline.addLast(new FlushConsolidationHandler(256, true));
        pipeline.addLast("bytes", context.counters().traffic);
        pipeline.addLast(new MosquittoBridgeFlag());
        pipeline.addLast(new MqttDecoder(
                options.limits().maxPacketBytes(), options.limits().maxClientIdBytes() + 1));
        pipeline.addLast(MqttEncoder.INSTANCE);
        pipeline.addLast("packets", context.counters().traffic);
        options.handlers().get().forEach(pipeline::addLast);
        pipeline.addLast(new ConnectHandler(context));
    }
}
