package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Range;
import io.aromabridge.app.config.Setting.Required;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.light.LightRole;
import io.aromabridge.simulator.thermometer.ThermometerRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated devices. No two have the same name; a shooter's name is its serial. */
public record SimulatorSection(
        @Doc("wait before a device connects again") @Default("200ms") @As(Form.WAIT) Duration reconnect,
        @Doc("how devices connect to the cloud") Cloud cloud,
        @Doc("how devices connect to the local broker") Local local,
        @Doc("Aroma Shooters") @Default(SHOOTERS) List<Shooter> shooters,
        @Doc("Sense HAT lights") @Default(LIGHTS) List<Light> lights,
        @Doc("examiners of the login/UUID/CMD exam") @Default("- {name: examiner, side: local}\n")
                List<Examiner> examiners,
        @Doc("students who take the exam") @Default("[]") List<Student> students,
        @Doc("thermometers, which publish or subscribe")
                @Default("- {name: thermometer, role: publisher, side: cloud}\n")
                List<Thermometer> thermometers) {
    private static final String SHOOTERS =
            """
            - {serial: ASN2A00001, side: cloud}
            - {serial: ASN2A00002, side: cloud}
            - {serial: ASN2A00003, side: cloud}
            - {serial: ASN2A00010, side: local}
            """;
    private static final String LIGHTS =
            """
            - {name: client1, role: client1, side: local}
            - {name: client2, role: client2, side: local}
            - {name: lamp, role: lamp, side: local, follows: ASN2A00010}
            """;
    private static final String MADE = "of a thing of the stand-in, made on first run";
    private static final String BROKER = "which broker it connects to";

    /** How devices connect to the cloud: with a certificate and its key, or neither. */
    public record Cloud(
            @Doc("host name of the endpoint") @Default("localhost") @As(Form.HOST) String host,
            @Doc("port of the endpoint") @Default("8883") @As(Form.PORT) int port,
            @Doc("PEM file of the certificate authority") @Without(MADE) Optional<Path> ca,
            @Doc("PEM file of the certificate") @Without(MADE) Optional<Path> certificate,
            @Doc("PEM file of the private key") @Without(MADE) Optional<Path> privateKey)
            implements Configuration.CloudAddress {}

    /** How devices connect to the local broker. */
    public record Local(
            @Doc("host of the local broker") @Default("127.0.0.1") @As(Form.HOST) String host,
            @Doc("port of the local broker") @Default("1883") @As(Form.PORT) int port,
            @Doc("user name at the local broker") @Default("demo") @As(Form.USER) String userName,
            @Doc("file with the password alone, on one line") @Without("DATA/broker/demo.password, made on first run")
                    Optional<Path> passwordFile) {}

    /** An Aroma Shooter. */
    public record Shooter(
            @Doc("serial, as on the device") @Required("ASN2A00001") @As(Form.SERIAL) String serial,
            @Doc(BROKER) @Required("cloud") @As(Form.SIDE) Side side,
            @Doc("scents by channel") @Default("{}") @As(value = Form.SCENT, keys = Form.CHANNEL)
                    Map<Integer, String> scents) {}

    /** A light of the Sense HAT's kind; a lamp, and only a lamp, follows a shooter. */
    public record Light(
            @Doc("name of the light") @Required("lamp") @As(Form.NAME) String name,
            @Doc("what it does") @Required("client1") LightRole role,
            @Doc(BROKER) @Required("local") @As(Form.SIDE) Side side,
            @Doc("shooter whose diffusions a lamp shows") @Without("none") @As(Form.SERIAL) Optional<String> follows) {}

    /** An examiner. */
    public record Examiner(
            @Doc("name of the examiner") @Required("examiner") @As(Form.NAME) String name,
            @Doc(BROKER) @Required("local") @As(Form.SIDE) Side side,
            @Doc("answers by command; none = the seed's seven")
                    @Default("{}")
                    @As(value = Form.ANSWER, keys = Form.COMMAND)
                    Map<String, String> commands,
            @Doc("how many commands an exam has") @Default("3-7") @As(Form.COUNT) Count count,
            @Doc("from the UUID to the first command") @Default("3050ms") @As(Form.EXAM_TIME) Duration delay,
            @Doc("between two commands") @Default("200ms") @As(Form.EXAM_TIME) Duration gap,
            @Doc("from the last reply to the final message") @Default("100ms") @As(Form.EXAM_TIME) Duration finalDelay,
            @Doc("from the UUID to the end of a failed exam") @Default("60s") @Range("1s..24h") Duration expiry,
            @Doc("QoS of what it says and listens to") @Default("2") @As(Form.DEVICE_QOS) int qos) {}

    /** How many: 1 to 100, the fewest first. */
    public record Count(int fewest, int most) {
        /** Of two numbers with a hyphen between them. */
        static Count of(String text) {
            int hyphen = text.indexOf('-');
            return new Count(Integer.parseInt(text.substring(0, hyphen)), Integer.parseInt(text.substring(hyphen + 1)));
        }
    }

    /** A student. */
    public record Student(
            @Doc("name of the student") @Required("student") @As(Form.NAME) String name,
            @Doc(BROKER) @Required("local") @As(Form.SIDE) Side side,
            @Doc("the id that it logs in with") @Required("\"2547841\"") @As(Form.STUDENT) String user,
            @Doc("QoS of what it says and listens to") @Default("1") @As(Form.DEVICE_QOS) int qos,
            @Doc("pause before it takes the exam again") @Without("once") @Range("1s..24h") Optional<Duration> again) {}

    /** A thermometer. */
    public record Thermometer(
            @Doc("name of the thermometer") @Required("thermometer") @As(Form.NAME) String name,
            @Doc("what it does") @Required("publisher") ThermometerRole role,
            @Doc(BROKER) @Required("cloud") @As(Form.SIDE) Side side,
            @Doc("topic of the temperature") @Default("temperature") TopicName topic,
            @Doc("from one message of a publisher to the next") @Default("1s") @Range("10ms..24h") Duration interval,
            @Doc("QoS of the publishes or of the subscription") @Default("1") @As(Form.DEVICE_QOS) int qos) {}
}
