package io.aromabridge.broker.listener;

import io.aromabridge.broker.options.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * MQTT in WebSocket frames (MQTT 3.1.1, section 6): what comes in binary frames goes on as bytes, whatever the frames'
 * bounds; what goes out is put into binary frames. A text frame ends the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the channel
final class WebSocketFrames extends ChannelDuplexHandler {
    /** What clients name; the first is the standard's, the others are of older libraries. */
    private static final String SUBPROTOCOLS = "mqtt,mqttv3.1.1,mqttv3.1";

    private static final int MAX_HTTP_REQUEST = 16 * 1024;

    private final String path;

    private WebSocketFrames(String path) {
        this.path = path;
    }

    /** Adds everything between TLS and MQTT. */
    static void addTo(ChannelPipeline pipeline, String path, Limits limits) {
        // A frame may hold several packets, or a part of one.
        int maxFrame = Math.min(limits.maxPacketBytes(), Integer.MAX_VALUE - 1024) + 1024;
        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new HttpObjectAggregator(MAX_HTTP_REQUEST));
        pipeline.addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(path)
                .subprotocols(SUBPROTOCOLS)
                .maxFramePayloadLength(maxFrame)
                .handshakeTimeoutMillis(limits.connectTimeout().toMillis())
                .build()));
        pipeline.addLast(new WebSocketFrameAggregator(maxFrame));
        pipeline.addLast(new WebSocketFrames(path));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (read instanceof BinaryWebSocketFrame frame) {
            ctx.fireChannelRead(frame.content());
        } else if (read instanceof FullHttpRequest request) {
            notMqtt(ctx, request);
        } else if (read instanceof WebSocketFrame) {
            ReferenceCountUtil.release(read);
            ctx.writeAndFlush(new CloseWebSocketFrame(
                            WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "MQTT takes binary frames only"))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.fireChannelRead(read);
        }
    }

    /** Somebody looks at the port with a browser, or has another path. */
    private void notMqtt(ChannelHandlerContext ctx, FullHttpRequest request) {
        request.release();
        byte[] text = ("Here is MQTT over WebSocket, at " + path + ".\n").getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.NOT_FOUND,
                ctx.alloc().buffer(text.length).writeBytes(text));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        ctx.write(written instanceof ByteBuf bytes ? new BinaryWebSocketFrame(bytes) : written, promise);
    }
}
