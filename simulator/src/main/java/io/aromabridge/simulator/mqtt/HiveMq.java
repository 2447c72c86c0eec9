package io.aromabridge.simulator.mqtt;

import com.hivemq.client.internal.mqtt.MqttClientConnectionConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import io.aromabridge.certs.ClientTls;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.reactivex.Scheduler;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Our types turned into the HiveMQ client's, and back. */
final class HiveMq {
    private static final int KEEP_ALIVE_SECONDS = 60;

    /** What the library calls back, it calls back at once: else two more threads would come, and the order go. */
    private static final Scheduler ON_NETWORK_THREAD = Schedulers.from(Runnable::run);

    private HiveMq() {}

    /** A client that is not connected. With TLS it checks the host name: the library does, unless given a verifier. */
    static Mqtt3ClientBuilder client(Endpoint endpoint, String clientId, Duration timeout, MqttEventLoop loop) {
        return Mqtt3Client.builder()
                .identifier(clientId)
                .transportConfig()
                .serverHost(endpoint.host())
                .serverPort(endpoint.port())
                .socketConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                // Here, not on the client's builder: after transportConfig() that one forgets it, and TLS is off.
                .sslConfig(endpoint.tls().map(tls -> ssl(tls, timeout)).orElse(null))
                .applyTransportConfig()
                .executorConfig()
                .nettyExecutor(loop)
                .nettyThreads(1)
                .applicationScheduler(ON_NETWORK_THREAD)
                .applyExecutorConfig()
                .simpleAuth(endpoint.login().map(HiveMq::auth).orElse(null));
    }

    private static Mqtt3SimpleAuth auth(Endpoint.Login login) {
        return Mqtt3SimpleAuth.builder()
                .username(login.userName())
                .password(login.password().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static MqttClientSslConfig ssl(ClientTls tls, Duration timeout) {
        return MqttClientSslConfig.builder()
                .trustManagerFactory(tls.trustManagers())
                .keyManagerFactory(tls.keyManagers().orElse(null))
                .handshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /**
     * Closes the client's socket without DISCONNECT, soon and on the network thread; nothing happens if it has none. The
     * library can do that and does not offer it: this is the one place that knows a class of its inside.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    static void closeSocket(Mqtt3AsyncClient client) {
        client.getConfig()
                .getConnectionConfig()
                .map(MqttClientConnectionConfig.class::cast)
                .ifPresent(connection -> connection.getChannel().close());
    }

    static Mqtt3Connect connect() {
        return Mqtt3Connect.builder()
                .cleanSession(true)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .build();
    }

    /** One SUBSCRIBE with all of these; there must be one. */
    static Mqtt3Subscribe subscribe(Collection<TopicFilter> filters, QoS qos) {
        return Mqtt3Subscribe.builder()
                .addSubscriptions(filters.stream().map(filter -> Mqtt3Subscription.builder()
                        .topicFilter(filter.value())
                        .qos(qos(qos))
                        .build()))
                .build();
    }

    /** Those of the filters of a SUBSCRIBE that its SUBACK refuses; all if it failed in another way. */
    static List<TopicFilter> refused(List<TopicFilter> filters, Throwable thrown) {
        if (!(thrown instanceof Mqtt3SubAckException e)) {
            return filters;
        }
        List<Mqtt3SubAckReturnCode> codes = e.getMqttMessage().getReturnCodes();
        return IntStream.range(0, Math.min(filters.size(), codes.size()))
                .filter(i -> codes.get(i).isError())
                .mapToObj(filters::get)
                .toList();
    }

    static Mqtt3Unsubscribe unsubscribe(TopicFilter filter) {
        return Mqtt3Unsubscribe.builder().topicFilter(filter.value()).build();
    }

    static Mqtt3Publish publish(Message message) {
        return Mqtt3Publish.builder()
                .topic(message.topic().value())
                .payload(message.payload().toBytes())
                .qos(qos(message.qos()))
                .retain(message.retained())
                .build();
    }

    static Message message(Mqtt3Publish publish) {
        return new Message(
                TopicName.of(publish.getTopic().toString()),
                Payload.owning(publish.getPayloadAsBytes()),
                QoS.of(publish.getQos().getCode()),
                publish.isRetain());
    }

    private static MqttQos qos(QoS qos) {
        return switch (qos) {
            case AT_MOST_ONCE -> MqttQos.AT_MOST_ONCE;
            case AT_LEAST_ONCE -> MqttQos.AT_LEAST_ONCE;
            case EXACTLY_ONCE -> MqttQos.EXACTLY_ONCE;
        };
    }
}
