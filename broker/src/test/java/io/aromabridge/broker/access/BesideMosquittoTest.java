package io.aromabridge.broker.access;

import static io.aromabridge.testing.mqtt.RawClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.PasswordAuthenticator;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.password.PasswordFileEditor;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.core.AllowedApi;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.process.Mosquitto;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same password file and ACL file, the same clients, the same answers as a real mosquitto; its own tests
 * 09-acl-access-variants, 09-acl-change and 09-pwfile are the model. Skipped where none is installed.
 *
 * <p>Not compared: the code of a refused CONNECT (mosquitto says 5 to a wrong password, and we say 4, as MQTT 3.1.1,
 * section 3.2.2.3 has it), password files with bad lines (mosquitto 2.0 leaves the line out, and we the file), the
 * session of another user (mosquitto gives it to whoever has its client identifier), an empty user name (mosquitto takes
 * it for none), and whether a client is let in whose will it may not publish (mosquitto does so and drops the will, and
 * we refuse it).
 */
@Timeout(60)
class BesideMosquittoTest {
    private static final List<String> ACL = List.of(
            "topic readwrite topic/global/#",
            "topic deny      topic/global/except",
            "user username",
            "topic readwrite topic/username/#",
            "topic deny      topic/username/except",
            "topic read      half/read",
            "topic write     half/write",
            "user " + Asker.EXAMINER,
            "topic readwrite #",
            "pattern readwrite pattern/%u/#",
            "pattern deny      pattern/%u/except");
    private static final List<String> TOPICS = List.of(
            "topic/global",
            "topic/global/except",
            "topic/username",
            "topic/username/except",
            "pattern/username",
            "pattern/username/except",
            "half/read",
            "half/write");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @SuppressWarnings("NullAway.Init") Path passwords;
    private @SuppressWarnings("NullAway.Init") Path acl;
    private final AtomicReference<AccessRules> rules = new AtomicReference<>(AccessRules.namedUsersOnly());

    /** One user of ours and one of mosquitto's own tool, each read by both. */
    @BeforeEach
    void writeFiles() throws Exception {
        assumeTrue(
                Mosquitto.find().isPresent()
                        && Programs.find("mosquitto_passwd").isPresent(),
                "mosquitto is not installed");
        passwords = Files.writeString(folder.resolve("passwords"), "");
        PasswordFileEditor editor = new PasswordFileEditor(new SecureRandom(), 101);
        editor.set(passwords, Asker.EXAMINER, ("secret of " + Asker.EXAMINER).getBytes(UTF_8));
        editor.set(passwords, "other", "secret of other".getBytes(UTF_8));
        Mosquitto.addUser(passwords, "username", "secret of username");
        Mosquitto.addUser(passwords, "blank space", "with : and ü");
        write(ACL);
    }

    private void write(List<String> lines) throws Exception {
        acl = Files.write(folder.resolve("acl"), lines);
        rules.set(AclFile.read(acl));
    }

    private MqttBroker ours(boolean anonymous) throws Exception {
        return MqttBroker.start(
                List.of(ListenerOptions.tcp(
                                "ours",
                                "127.0.0.1",
                                0,
                                new PasswordAuthenticator(PasswordFile.read(passwords), anonymous),
                                // Wrong passwords are many here, and need not wait.
                                Limits.DEFAULT.withLogins(4096, Duration.ZERO),
                                unused -> CompletableFuture.completedFuture(null))
                        .withAuthorizer(Authorizer.byRules(rules::get))),
                Journal.none(),
                InstantSource.system());
    }

    @AllowedApi("the figures of the run are for whoever reads the build")
    private static void report(String line) {
        System.out.println(line);
    }

    @Test
    void answersEachQuestionAsMosquittoDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> answers = new LinkedHashMap<>();
        try (MqttBroker ours = ours(true);
                Mosquitto theirs = mosquitto(passwords, acl, true)) {
            for (String user : List.of("", "username", "other")) {
                for (String topic : TOPICS) {
                    for (Question question : Question.values()) {
                        String their = question.ask(new Asker(theirs.port(), user), topic);
                        String our = question.ask(new Asker(ours.port("ours"), user), topic);
                        answers.merge(our, 1, Integer::sum);
                        if (!our.equals(their)) {
                            differences.add("'" + user + "' " + question + " " + topic + ": mosquitto " + their
                                    + ", ours " + our);
                        }
                    }
                }
            }
        }
        int asked = answers.values().stream().mapToInt(n -> n).sum();
        report("Beside mosquitto: " + asked + " questions, " + answers.size() + " different answers, "
                + differences.size() + " not the same");
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
    }

    @Test
    void letsInWhomMosquittoLetsIn() throws Exception {
        List<byte[]> logins = new ArrayList<>();
        for (String user : List.of("username", "other", "empty", "blank space", "nobody", "USERNAME", "username ")) {
            logins.add(RawClient.connect(4, 0x82, "c", text(user)));
            for (String password :
                    List.of("secret of " + user, "", "with : and ü", "secret of username ", "secret of other")) {
                logins.add(RawClient.connect(4, 0xc2, "c", text(user), text(password)));
            }
        }
        logins.add(RawClient.connect("c"));
        int in = 0;
        for (boolean anonymous : new boolean[] {true, false}) {
            try (MqttBroker ours = ours(anonymous);
                    Mosquitto theirs = mosquitto(passwords, acl, anonymous)) {
                for (byte[] login : logins) {
                    boolean their = letIn(theirs.port(), login);
                    assertEquals(their, letIn(ours.port("ours"), login), () -> new String(login, UTF_8));
                    in += their ? 1 : 0;
                }
            }
        }
        report("Beside mosquitto: " + 2 * logins.size() + " logins, " + in + " let in");
        assertTrue(in > 6, in + " were let in");
    }

    private static boolean letIn(int port, byte[] login) throws IOException {
        var client = new Asker(port, "").tryConnect(login);
        if (client.isPresent()) {
            client.get().leave();
        }
        return client.isPresent();
    }

    @Test
    void aChangeOfTheFileRevokesWhatIsQueuedAsInMosquitto() throws Exception {
        try (MqttBroker ours = ours(true);
                Mosquitto theirs = mosquitto(passwords, acl, true)) {
            List<Asker> both = List.of(new Asker(theirs.port(), "username"), new Asker(ours.port("ours"), "username"));
            for (Asker each : both) {
                each.connect("username", 0).subscribed("topic/username/#", 1).leave();
                each.examinerPublishes(2, "topic/username/revoked");
                each.examinerPublishes(2, "topic/username/left");
            }
            List<String> changed = new ArrayList<>(ACL);
            changed.add(4, "topic deny topic/username/revoked");
            changed.add(4, "topic readwrite new/#");
            write(changed);
            theirs.reload();
            for (Asker each : both) {
                awaitNewRules(each);
                try (RawClient again = each.connect("username", 0)) {
                    assertTrue(Actor.hears(again, "examined"), "what is still allowed is there");
                    again.send(new byte[] {(byte) 0xc0, 0});
                    assertEquals(List.of(), Actor.untilPong(again));
                }
            }
        }
    }

    private static void awaitNewRules(Asker asker) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (RawClient examiner = asker.examiner().subscribed("new/#", 0);
                RawClient client = asker.tryConnect(
                                RawClient.connect(4, 0xc2, "probe", text("username"), text("secret of username")))
                        .orElseThrow()) {
            do {
                assertTrue(System.nanoTime() < deadline, "the new rules are not in force");
                client.send(RawClient.publish(2, "new/x", 1, "new")).read(4);
            } while (!Actor.hears(examiner, "new"));
        }
    }

    private static Mosquitto mosquitto(Path passwords, Path acl, boolean anonymous)
            throws IOException, InterruptedException {
        return Mosquitto.in(folderOf(acl))
                .with(
                        "allow_anonymous " + anonymous,
                        "password_file " + passwords,
                        "acl_file " + acl,
                        "set_tcp_nodelay true")
                .start();
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }
}
