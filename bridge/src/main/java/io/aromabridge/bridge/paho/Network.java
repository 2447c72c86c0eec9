package io.aromabridge.bridge.paho;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * The socket under Paho. Its own would send an address as SNI and refuse IPv6 addresses with TLS, could not be stopped
 * while it looks a name up, and waits for the lock of a blocked writer when it closes TLS.
 *
 * <p>Paho starts its threads one after the other, and the one that starts them never ends if the connection breaks
 * meanwhile. So nobody hears of an end before the first write, the CONNECT, which comes after all of them are started.
 */
final class Network implements NetworkModule {
    private static final int NUDGE_MILLIS = 3;
    private static final int START_LIMIT_MILLIS = 5000;

    private final Endpoint endpoint;
    private final int timeoutMillis;
    private final Object lock = new Object();

    /** Publishes that Paho has and has not written yet. */
    private final AtomicInteger toCome = new AtomicInteger();

    // guarded by lock
    private @Nullable Socket tcp;
    private boolean stopped;

    private volatile @Nullable Socket open;

    /** The thread of Paho's that starts the others, once it is about to. */
    private volatile @Nullable Thread starter;

    /** Counted down once Paho's threads are all started, or none will be. */
    private final CountDownLatch settled = new CountDownLatch(1);

    Network(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** Paho is about to get a publish; what it writes before that one may wait for it. */
    void publishComes() {
        toCome.incrementAndGet();
    }

    /** Paho did not take it. */
    void publishRefused() {
        toCome.decrementAndGet();
    }

    @Override
    public void start() throws IOException {
        boolean connected = false;
        try {
            connect();
            starter = Thread.currentThread();
            connected = true;
        } finally {
            if (!connected) {
                settled.countDown();
            }
        }
    }

    private void connect() throws IOException {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(endpoint.host());
        }
        Socket socket = new BufferedSocket();
        synchronized (lock) {
            if (stopped) {
                socket.close();
                throw new SocketException("stopped");
            }
            tcp = socket;
        }
        // One packet is one write: waiting for more only adds latency.
        socket.setTcpNoDelay(true);
        socket.connect(address, timeoutMillis);
        open = endpoint.tls().isPresent() ? handshake(socket, endpoint.tls().get()) : socket;
    }

    private SSLSocket handshake(Socket socket, ClientTls tls) throws IOException {
        SSLSocket secure = (SSLSocket)
                tls.sslContext().getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isAddress(endpoint.host())) {
            // The JDK leaves out names without a dot, such as localhost. As bytes, because names of containers may
            // hold an underscore.
            parameters.setServerNames(List.of(new SNIHostName(endpoint.host().getBytes(StandardCharsets.UTF_8))));
        }
        secure.setSSLParameters(parameters);
        socket.setSoTimeout(timeoutMillis);
        secure.startHandshake();
        socket.setSoTimeout(0);
        return secure;
    }

    /** RFC 6066, section 3: an address is never sent as SNI. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(ofOpen(Socket::getInputStream)) {
            @Override
            public int available() throws IOException {
                return settled.getCount() > 0 ? 0 : super.available();
            }

            @Override
            public int read() throws IOException {
                awaitSettled();
                return super.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                awaitSettled();
                return super.read(into, from, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream bundled = new BundledOutput(ofOpen(Socket::getOutputStream), toCome);
        return new FilterOutputStream(bundled) {
            @Override
            public void write(int oneByte) throws IOException {
                settled.countDown();
                out.write(oneByte);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                settled.countDown();
                out.write(from, offset, length);
            }
        };
    }

    @FunctionalInterface
    private interface Stream<T> {
        T of(Socket socket) throws IOException;
    }

    private <T> T ofOpen(Stream<T> stream) throws IOException {
        boolean got = false;
        try {
            Socket socket = open;
            if (socket == null) {
                throw new SocketException("not connected");
            }
            T found = stream.of(socket);
            got = true;
            return found;
        } finally {
            if (!got) {
                // Paho starts nothing more.
                settled.countDown();
            }
        }
    }

    private void awaitSettled() throws IOException {
        try {
            for (long millis = 0; !settled.await(NUDGE_MILLIS, TimeUnit.MILLISECONDS); millis += NUDGE_MILLIS) {
                if (millis >= START_LIMIT_MILLIS) {
                    throw new IOException("CONNECT was not sent within " + START_LIMIT_MILLIS + " ms");
                }
                nudge();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before CONNECT was sent");
        }
    }

    /**
     * For each thread that Paho starts it sleeps 100 ms, unless it finds it running at once; its sleep ends at an
     * interrupt, and nothing else that it does before CONNECT is sent heeds one.
     */
    private void nudge() {
        Thread thread = starter;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * Waits until Paho's client may be told to end, after {@link #stop()}.
     *
     * @throws IOException if that does not come
     */
    void awaitEndable() throws IOException {
        synchronized (lock) {
            if (tcp == null) {
                // Either not begun, or begun and refused because it is stopped.
                return;
            }
        }
        awaitSettled();
    }

    /** Closes TCP itself: that never waits, and frees whoever reads, writes or connects. */
    @Override
    public void stop() {
        synchronized (lock) {
            stopped = true;
            if (tcp != null) {
                try {
                    tcp.close();
                } catch (IOException e) {
                    // It is gone either way.
                    settled.countDown();
                }
            }
        }
    }

    @Override
    public String getServerURI() {
        return endpoint.toString();
    }
}
