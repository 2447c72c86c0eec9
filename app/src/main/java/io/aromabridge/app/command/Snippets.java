package io.aromabridge.app.command;

import io.aromabridge.app.run.Endpoints;
import java.util.List;
import java.util.Optional;

/** Lines to paste into a terminal or a program, for the system that runs. */
final class Snippets {
    private static final String SERIAL = "ASN2A00002";
    private static final String TOPIC = "aromajoin/aromashooter/" + SERIAL + "/command/diffuse";

    /** As seed 000's program writes it, byte for byte. */
    private static final String PAYLOAD =
            "{ \"duration\": 3000, \"channel\": 3, \"intensity\": 100, \"booster\": false}";

    private Snippets() {}

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String localOptions(Endpoints endpoints, String host) {
        return "-h " + host + " -p " + endpoints.number("local", "mqtt").orElse(1883) + " -u "
                + endpoints.text("local", "username").orElse("USER") + " -P "
                + endpoints
                        .text("local", "passwordFile")
                        .map(file -> "\"$(cat " + quoted(file) + ")\"")
                        .orElse("PASSWORD");
    }

    private static String localHost(Endpoints endpoints) {
        return endpoints.text("local", "host").orElse("127.0.0.1");
    }

    private static String cloudOptions(Endpoints endpoints, String host) {
        return "-h " + host + " -p " + endpoints.number("cloud", "mqtt").orElse(8883) + " --cafile "
                + quoted(endpoints.text("cloud", "ca").orElse("")) + " --cert "
                + quoted(endpoints.text("cloud", "certificate").orElse("")) + " --key "
                + quoted(endpoints.text("cloud", "privateKey").orElse(""));
    }

    /** A diffusion by way of the local broker. */
    static String mosquittoPub(Endpoints endpoints) {
        return mosquittoPub(endpoints, localHost(endpoints));
    }

    /** The same from where this machine has another address. */
    static String mosquittoPub(Endpoints endpoints, String host) {
        return "mosquitto_pub " + localOptions(endpoints, host) + " -t " + TOPIC + " -m " + quoted(PAYLOAD);
    }

    /** A diffusion straight at the cloud. */
    static String mosquittoPubCloud(Endpoints endpoints) {
        return mosquittoPubCloud(endpoints, "localhost");
    }

    /** The same from where this machine has another address. */
    static String mosquittoPubCloud(Endpoints endpoints, String host) {
        return "mosquitto_pub " + cloudOptions(endpoints, host) + " -t " + TOPIC + " -m " + quoted(PAYLOAD);
    }

    /** Everything on the local broker. */
    static String mosquittoSub(Endpoints endpoints) {
        return "mosquitto_sub " + localOptions(endpoints, localHost(endpoints)) + " -t '#' -v";
    }

    /** Everything on the cloud. */
    static String mosquittoSubCloud(Endpoints endpoints) {
        return "mosquitto_sub " + cloudOptions(endpoints, "localhost") + " -t '#' -v";
    }

    /** The port of the Murano stand-in, if it runs. */
    static Optional<String> products(Endpoints endpoints) {
        return endpoints
                .number(Endpoints.PRODUCTS, "mqtt")
                .map(port -> "Murano products: port " + port + " (TLS, CA "
                        + endpoints.text(Endpoints.PRODUCTS, "ca").orElse("") + "). List them: ./aroma product list");
    }

    /** Seed 000's program, with this system's endpoint and files. */
    static List<String> python(Endpoints endpoints) {
        return List.of(
                "from AWSIoTPythonSDK.MQTTLib import AWSIoTMQTTClient",
                "myMQTTClient = AWSIoTMQTTClient(\"my-client\")",
                "myMQTTClient.configureEndpoint(\"localhost\", "
                        + endpoints.number("cloud", "mqtt").orElse(8883) + ")",
                "myMQTTClient.configureCredentials(",
                "    \"" + endpoints.text("cloud", "ca").orElse("") + "\",",
                "    \"" + endpoints.text("cloud", "privateKey").orElse("") + "\",",
                "    \"" + endpoints.text("cloud", "certificate").orElse("") + "\")",
                "myMQTTClient.configureConnectDisconnectTimeout(10)",
                "myMQTTClient.configureMQTTOperationTimeout(5)",
                "myMQTTClient.connect()",
                "myMQTTClient.publish(\"" + TOPIC + "\",",
                "    '" + PAYLOAD + "', 0)",
                // Without it the process ends before the SDK's thread has sent what has QoS 0.
                "myMQTTClient.disconnect()");
    }
}
