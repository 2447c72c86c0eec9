package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.client.TlsParameters;
import io.aromabridge.bridge.link.LinkSettings;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.certs.connect.ConnectPhase;
import io.aromabridge.core.message.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * TCP and TLS of one connection, in the place of Paho's own, which tries one address only, asks for no ALPN, takes no
 * underscore in a name, and sends an address as SNI. Can be closed from any thread at any time; what blocks in it then fails.
 */
final class PahoTransport implements NetworkModule {
    private final LinkSettings settings;
    private final HostResolver resolver;

    private volatile ConnectPhase phase = ConnectPhase.RESOLVE;
    private volatile RecordingSocket raw = new RecordingSocket();
    private volatile boolean closed;
    private @Nullable MqttStreams streams;

    PahoTransport(LinkSettings settings, HostResolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
    }

    ConnectPhase phase() {
        return phase;
    }

    /** The first bytes that the server sent over TCP, at most 16. */
    Payload received() {
        return raw.received();
    }

    /** The return code of a CONNACK that refuses; 0 if there was none. */
    int refusal() {
        MqttStreams made = streams;
        return made == null ? 0 : made.refusal();
    }

    /** Resolves, connects, shakes hands; on Paho's thread. */
    @Override
    public void start() throws IOException {
        Endpoint endpoint = settings.endpoint();
        long deadline = System.nanoTime() + settings.tuning().connectTimeout().toNanos();
        List<InetAddress> addresses = resolver.resolve(endpoint.host());
        phase = ConnectPhase.TCP;
        connect(addresses, deadline);
        raw.setTcpNoDelay(true);
        Socket made = raw;
        if (endpoint.tls().isPresent()) {
            phase = ConnectPhase.TLS;
            made = handshake(endpoint.tls().get(), deadline);
        }
        phase = ConnectPhase.CONNACK;
        streams = new MqttStreams(made);
    }

    /** Tries one address after the other, each with its share of the time. */
    private void connect(List<InetAddress> addresses, long deadline) throws IOException {
        IOException failure = new SocketException("the name has no address");
        for (int i = 0; i < addresses.size(); i++) {
            RecordingSocket next = new RecordingSocket();
            raw = next;
            try {
                if (closed) {
                    throw new SocketException("stopped");
                }
                int share = millisUntil(deadline) / (addresses.size() - i);
                next.connect(
                        new InetSocketAddress(
                                addresses.get(i), settings.endpoint().port()),
                        Math.max(1, share));
                if (closed) {
                    throw new SocketException("stopped");
                }
                return;
            } catch (IOException e) {
                next.close();
                if (i > 0) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }

    private SSLSocket handshake(ClientTls tls, long deadline) throws IOException {
        Endpoint endpoint = settings.endpoint();
        SSLSocket made = (SSLSocket)
                tls.sslContext().getSocketFactory().createSocket(raw, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = made.getSSLParameters();
        TlsParameters.apply(parameters, endpoint, tls);
        made.setSSLParameters(parameters);
        raw.setSoTimeout(millisUntil(deadline));
        made.startHandshake();
        raw.setSoTimeout(0);
        String picked = made.getApplicationProtocol();
        TlsParameters.checkAlpn(tls, picked == null ? "" : picked);
        return made;
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return Math.toIntExact(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return made().in();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return made().out();
    }

    private MqttStreams made() throws IOException {
        MqttStreams made = streams;
        if (made == null) {
            throw new SocketException("not connected");
        }
        return made;
    }

    /** Paho has done with it. */
    @Override
    public void stop() throws IOException {
        close();
        MqttStreams made = streams;
        if (made != null) {
            made.open();
        }
    }

    /** Breaks the connection, however far it is. Not through TLS, which waits for a writer that is held up. */
    void close() throws IOException {
        closed = true;
        raw.close();
    }

    /** The link's address stands in its place in messages; Paho takes this as a key. */
    @Override
    public String getServerURI() {
        return PahoClient.NO_ADDRESS;
    }
}
