package io.aromabridge.bridge.paho;

import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * The socket under Paho. Its own would send an address as SNI and refuse IPv6 addresses with TLS, could not be stopped
 * while it looks a name up, and waits for the lock of a blocked writer when it closes TLS.
 */
final class Network implements NetworkModule {
    private final Endpoint endpoint;
    private final int timeoutMillis;
    private final Object lock = new Object();

    // guarded by lock
    private @Nullable Socket tcp;
    private boolean stopped;

    private volatile @Nullable Socket open;

    Network(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    @Override
    public void start() throws IOException {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(endpoint.host());
        }
        Socket socket = new Socket();
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
        return connected().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected().getOutputStream();
    }

    private Socket connected() throws IOException {
        Socket socket = open;
        if (socket == null) {
            throw new SocketException("not connected");
        }
        return socket;
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
                    tcp = null;
                }
            }
        }
    }

    @Override
    public String getServerURI() {
        return endpoint.toString();
    }
}
