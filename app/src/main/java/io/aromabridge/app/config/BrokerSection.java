package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.Also;
import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Named;
import io.aromabridge.app.config.Setting.Range;
import io.aromabridge.app.config.Setting.Required;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.broker.options.Limits.DeniedPublish;
import io.aromabridge.broker.store.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The local broker: a listener at {@code host:port}, one for WebSocket, and further ones. */
@SuppressWarnings("RecordComponentNumber") // one for each key
public record BrokerSection(
        @Doc("address to bind") @Default("127.0.0.1") @As(Form.HOST) String host,
        @Doc("MQTT; 0 = any free port") @Default("1883") @As(Form.LISTENER) int port,
        @Doc("mosquitto password file") @Without("DATA/broker/passwords, made on first run with the user demo")
                Optional<Path> passwordFile,
        @Doc("mosquitto ACL file") @Without("none: users may do everything, anonymous clients nothing")
                Optional<Path> aclFile,
        @Doc("whether clients without user name are let in") @Default("false") boolean allowAnonymous,
        @Doc(DENIED_PUBLISH) @Default("drop") DeniedPublish deniedPublish,
        @Doc("largest MQTT packet") @Default("256KiB") @Range(PACKET_SIZE) long maxPacketSize,
        @Doc("longest client id") @Default("256") @Range("23..65535") int maxClientIdBytes,
        @Doc("deepest topic or topic filter") @Default("64") @Range("1..1000") int maxTopicLevels,
        @Doc("time a client has to send CONNECT") @Default("10s") @As(Form.TIMEOUT) Duration connectTimeout,
        // In whole seconds, so that nothing between 0 and 1 s is taken.
        @Doc("between updates of $SYS; 0s = none") @Default("10s") @Range(value = "0s..24h", step = "1s")
                Duration sysInterval,
        @Doc("what one client or address may take, at each listener") ClientLimits limits,
        @Doc("what may wait for one client, at each listener") Delivery delivery,
        @Doc("persistent sessions and retained messages") Sessions sessions,
        @Doc("plug-ins written for Moquette, at each listener") Plugins plugins,
        @Doc("MQTT over WebSocket, with the rules above") @Named("websocket") WebSocket webSocket,
        @Doc("further listeners, each with its own rules") @Default("[]") List<Listener> listeners) {
    private static final String DENIED_PUBLISH =
            "a PUBLISH that is not allowed: drop = acknowledged, not delivered; disconnect = the connection is closed";
    private static final String PACKET_SIZE = "1KiB..256MiB";

    /** Whether a client shows a certificate. */
    public enum ClientCertificate {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** What one client or address may take, whatever listener it comes through. */
    public record ClientLimits(
            @Doc("connections that are open at once; 0 = no limit") @Default("20000") @Range("0..") int connections,
            @Doc("the same from one IPv4 address or IPv6 /64 network; 0 = no limit") @Default("1000") @Range("0..")
                    int connectionsPerAddress,
            @Doc("topic filters of one client; SUBACK refuses what is beyond") @Default("1000") @Range("1..")
                    int subscriptions,
            @Doc("longest user name, and longest password") @Default("4096") @Range("1..65535") int loginBytes,
            @Doc("longest delay of the answer to a wrong password; 0s = none") @Default("5s") @Range("0s..10m")
                    Duration failedLoginDelay) {}

    /** What may wait for one client, whatever listener it came through. */
    public record Delivery(
            @Doc("messages of QoS 1 and 2 sent and not acknowledged yet") @Default("100") @Range("1..65535") int window,
            @Doc("messages that wait beside those; what does not fit is dropped") @Default("10000") @Range("1..")
                    int queueMessages,
            @Doc("bytes of these messages") @Default("64MiB") @Range("1KiB..1048576MiB") long queueBytes,
            @Doc("longest time that publishers are held back for a slow client") @Default("2s") @Range("0s..10m")
                    Duration hold) {}

    /** Where persistent sessions and retained messages are kept. */
    public record Sessions(
            @Doc("in a file, or in memory") @Default("durable") Kind kind,
            @Doc("where the file lies, of this broker alone") @Without("DATA/broker/sessions") Optional<Path> folder,
            @Doc("fsync of the file: always = before anything is acknowledged, so that a power loss"
                            + " takes nothing; never = every few megabytes")
                    @Default("never")
                    Sync sync) {
        /** What becomes of them at the end of the process. */
        public enum Kind {
            /** They outlive it, in a file. */
            DURABLE,
            /** They end with it. */
            MEMORY
        }
    }

    /** Plug-ins that were written for an embedded Moquette, whatever listener a client comes through. */
    public record Plugins(
            @Doc("folder with their jars, and the jars that they need") @Without("none: they are in the class path")
                    Optional<Path> folder,
            @Doc("class that checks user and password, beside the password file")
                    @Without("none")
                    @As(Form.CLASS)
                    @Also("authenticator_class")
                    Optional<String> authenticator,
            @Doc("class that decides about topics, beside the ACL file")
                    @Without("none")
                    @As(Form.CLASS)
                    @Also("authorizator_class")
                    Optional<String> authorizer,
            @Doc("classes that get what clients do") @Default("[]") @As(Form.CLASS) @Also("intercept.handler")
                    List<String> interceptors,
            @Doc("file in the form of moquette.conf, with the plug-ins' own settings")
                    @Without("none: they see Moquette's defaults")
                    Optional<Path> settings) {}

    /** MQTT over WebSocket, at the host and with the rules of the broker. */
    public record WebSocket(
            @Doc("whether there is one") @Default("true") boolean enabled,
            @Doc("0 = any free port") @Default("8083") @As(Form.LISTENER) int port,
            @Doc("path of the URL") @Default("/mqtt") @As(Form.URL_PATH) String path) {}

    /** A further listener. */
    @SuppressWarnings("RecordComponentNumber") // one for each key
    public record Listener(
            @Doc("name in the log") @Required("secure") @As(Form.NAME) String name,
            @Doc("address to bind") @Default("127.0.0.1") @As(Form.HOST) String host,
            @Doc("0 = any free port") @Required("8885") @As(Form.LISTENER) int port,
            @Doc("tcp or websocket") @Default("tcp") Transport transport,
            @Doc("path of the URL, for websocket") @Default("/mqtt") @As(Form.URL_PATH) String path,
            @Doc("whether it speaks TLS") @Default("false") boolean tls,
            @Doc("server certificates, chosen by SNI; none = one of the development authority") @Default("[]")
                    List<ServerCertificate> certificates,
            @Doc("whether a client shows one, instead of a password") @Default("none")
                    ClientCertificate clientCertificate,
            @Doc("who signs them") @Without("the development authority") Optional<Path> clientCa,
            @Doc("mosquitto ACL file of its own") @Without("broker.acl-file") Optional<Path> aclFile,
            @Doc("whether clients without user name are let in") @Default("false") boolean allowAnonymous,
            @Doc(DENIED_PUBLISH) @Default("drop") DeniedPublish deniedPublish,
            @Doc("largest MQTT packet") @Default("256KiB") @Range(PACKET_SIZE) long maxPacketSize) {
        /** What MQTT is carried in. */
        public enum Transport {
            TCP,
            WEBSOCKET
        }
    }

    /** A server certificate with its key. */
    public record ServerCertificate(
            @Doc("PEM file of the certificate") @Required("certs/own/server.crt") Path certificate,
            @Doc("PEM file of the private key") @Required("certs/own/server.key") Path privateKey) {}
}
