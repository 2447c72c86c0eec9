package io.aromabridge.broker.auth;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a connection comes from, as far as limits go: an IPv4 address, or the /64 network of an IPv6 address, which is
 * what one site has for all its machines.
 */
public record SourceNetwork(String text) {
    private static final int NETWORK_BYTES = 8;

    public static SourceNetwork of(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress socket && !socket.isUnresolved()
                ? of(socket.getAddress())
                : new SourceNetwork("an unknown address");
    }

    public static SourceNetwork of(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
            return new SourceNetwork(address.getHostAddress());
        }
        byte[] network = address.getAddress();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return new SourceNetwork(InetAddress.getByAddress(network).getHostAddress() + "/64");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
