package io.aromabridge.bench.peer;

import io.aromabridge.bench.wire.LoadConnection;
import io.aromabridge.bench.wire.LoadPackets;
import io.aromabridge.bench.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The least that a load generator can talk to: it acknowledges each PUBLISH and hands it as it is to the one
 * subscriber. No topics, no sessions, no limits. What a generator reaches here is the generator's own ceiling.
 */
final class EchoPeer implements AutoCloseable {
    /** Publishers are read only while there is so much room for the subscriber. */
    private static final int ROOM = Wire.RECEIVE_BYTES * 2;

    private static final int SUBSCRIBER_BYTES = 8 * 1024 * 1024;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final List<Client> publishers = new ArrayList<>();
    private Optional<Client> subscriber = Optional.empty();

    private EchoPeer() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        server.configureBlocking(false);
        SelectionKey unused = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Listens on a free port of 127.0.0.1. */
    static EchoPeer open() throws IOException {
        return new EchoPeer();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Serves until it is closed. */
    void run() throws IOException {
        while (selector.isOpen()) {
            selector.select(1000);
            if (!selector.isOpen()) {
                return;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.attachment() instanceof Client client) {
                    client.ready();
                } else {
                    accept();
                }
            }
            selector.selectedKeys().clear();
            passOn();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        publishers.add(new Client(channel));
    }

    /** Once for everything that was read in one round. */
    private void passOn() throws IOException {
        if (subscriber.isEmpty()) {
            return;
        }
        Client to = subscriber.get();
        to.flush();
        boolean room = to.wire.out().remaining() >= ROOM;
        for (Client each : publishers) {
            each.wire.reading(room);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
    }

    /** One connection; a publisher until it subscribes. */
    private final class Client {
        private final Wire wire;

        Client(SocketChannel channel) throws IOException {
            wire = new Wire(LoadConnection.plain(channel), selector, this, SUBSCRIBER_BYTES);
        }

        void ready() throws IOException {
            boolean isSubscriber = subscriber.filter(s -> s == this).isPresent();
            boolean room = subscriber.map(s -> s.wire.out().remaining() >= ROOM).orElse(true);
            try {
                if (isSubscriber || room) {
                    wire.receive();
                    wire.each(this::packet);
                }
                wire.flush();
            } catch (IOException gone) {
                leave();
            }
        }

        void flush() throws IOException {
            try {
                wire.flush();
            } catch (IOException gone) {
                leave();
            }
        }

        /** The end of a connection is nothing to speak of here: the generator sees what it misses. */
        private void leave() throws IOException {
            publishers.remove(this);
            subscriber = subscriber.filter(s -> s != this);
            wire.close();
        }

        private void packet(ByteBuffer buffer, int start, int body, int end) {
            switch (LoadPackets.kind(buffer, start)) {
                case LoadPackets.CONNECT -> wire.out().put(new byte[] {LoadPackets.CONNACK, 2, 0, 0});
                case LoadPackets.SUBSCRIBE & 0xF0 -> {
                    wire.out().put(new byte[] {
                        (byte) LoadPackets.SUBACK, 3, buffer.get(body), buffer.get(body + 1), buffer.get(end - 1)
                    });
                    publishers.remove(this);
                    subscriber = Optional.of(this);
                }
                case LoadPackets.PUBLISH -> publish(buffer, start, body, end);
                default -> {
                    // Acknowledgements and DISCONNECT need no answer.
                }
            }
        }

        private void publish(ByteBuffer buffer, int start, int body, int end) {
            if ((buffer.get(start) & 6) > 0) {
                int identifier = body + 2 + (buffer.getShort(body) & 0xFFFF);
                wire.out().putShort((short) ((LoadPackets.PUBACK << 8) | 2)).putShort(buffer.getShort(identifier));
            }
            if (subscriber.isPresent()) {
                ByteBuffer out = subscriber.get().wire.out();
                out.put(out.position(), buffer, start, end - start);
                out.position(out.position() + end - start);
            }
        }
    }
}
