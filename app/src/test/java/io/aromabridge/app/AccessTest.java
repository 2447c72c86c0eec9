package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.run.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Password file and ACL file of the local broker: checked at the start, in force, and read again while it runs. */
class AccessTest {
    private static final String BAD_ACL = "topicx a\nuser\n# good\ntopic read a#b\n";

    @TempDir
    Path folder = Path.of("");

    private void write(String file, String content) throws Exception {
        Path next = Files.writeString(folder.resolve(file + ".next"), content);
        Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void passwd(String user, String password) throws Exception {
        AromaRun.of(AromaProcess.start(folder, "passwd", "users", user), password + "\n")
                .exits(0);
    }

    private PahoUser login(String user, String password) throws Exception {
        Endpoints endpoints = AromaProcess.endpoints(folder.resolve("data").resolve("endpoints.json"));
        String server = "tcp://" + endpoints.text(Endpoints.LOCAL, "host").orElseThrow() + ":"
                + endpoints.number(Endpoints.LOCAL, "mqtt").orElseThrow();
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        return PahoUser.connect(server, "client-" + user, options);
    }

    private static String next(BlockingQueue<String> received) throws InterruptedException {
        String text = received.poll(10, TimeUnit.SECONDS);
        return text == null ? "nothing" : text;
    }

    @Test
    void everyErrorOfTheFilesIsSaidAtOnceAndNothingStarts() throws Exception {
        write("acl", BAD_ACL);
        write("users", "nobody\n");
        write("other", "pattern deny #/a\n");
        write(
                "aroma.yaml",
                "broker: {acl-file: acl, password-file: users, listeners: [{name: b, port: 0, acl-file: other}]}\n");
        List<String> acl = List.of(
                "acl:1:1: 'topicx' begins no rule; write user, topic or pattern, in lower case, and a space after it",
                "acl:2:5: no name follows user; write user NAME",
                "acl:4:13: topic filter \"a#b\": '#' must fill a whole level (index 1)");
        AromaRun check = AromaRun.apart(folder, "config", "check").exits(3).says("users:1: no ':'", "other:1:14: ");
        assertEquals(acl, check.err().subList(1, 4));
        write("users", "");
        AromaRun broker = AromaRun.apart(folder, "broker", "--ports", "auto").exits(3);
        assertEquals("aroma: " + acl.get(0), broker.err().get(0));
        assertEquals(acl.subList(1, 3), broker.err().subList(1, 3));
        write("aroma.yaml", "broker: {acl-file: missing}\n");
        AromaRun.apart(folder, "broker", "--ports", "auto").fails(3, "ACL file missing does not exist; write one");
        AromaRun.apart(folder, "config", "check").fails(3, "ACL file missing does not exist; write one");
    }

    @Test
    void theFilesAreReadAgainWhenTheyChangeAndOnSighup() throws Exception {
        passwd("alice", "a");
        passwd("bob", "b");
        write("acl", "user alice\ntopic #\nuser bob\ntopic read public/#\n");
        write("aroma.yaml", "broker: {acl-file: acl, password-file: users}\n");
        try (AromaProcess broker = AromaProcess.serve(folder, "broker", "--data", "data", "--ports", "auto")) {
            broker.awaitReady();
            try (PahoUser alice = login("alice", "a");
                    PahoUser bob = login("bob", "b")) {
                BlockingQueue<String> received = new LinkedBlockingQueue<>();
                bob.subscribe("#", received);
                alice.publish("secret/a", "not for bob");
                bob.publish("public/a", "not his to say");
                alice.publish("public/a", "for bob");
                assertEquals("for bob", next(received));

                write("acl", "user alice\ntopic #\nuser bob\ntopic read secret/#\n");
                broker.err().await("acl was read again and is in force: 2 rules, for 2 users by name");
                alice.publish("public/a", "not any more");
                alice.publish("secret/a", "now");
                assertEquals("now", next(received), "the same connection and subscription");

                write("acl", BAD_ACL);
                broker.err().await("WARN .*acl has changed but is refused as a whole");
                broker.err().await("acl:4:13: ");
                alice.publish("secret/a", "the old rules stay");
                assertEquals("the old rules stay", next(received));

                write("acl", "user alice\ntopic #\n");
                broker.err().await("acl was read again and is in force: 1 rule, for 1 user by name");
                int before = broker.err().from(0).size();
                broker.signal("HUP");
                broker.err().await("acl was read again and is in force", before);
                broker.err().await("users was read again and is in force: 2 users: 0 added", before);

                passwd("bob", "another");
                broker.err()
                        .await("users was read again and is in force: .* 1 with another password; 1 connection closed");
                alice.publish("secret/a", "alice stays");
            }
            assertFalse(String.join("\n", broker.err().from(0)).contains("Exception"));
        }
    }

    @Test
    void whoseHashIsWeakIsSaid() throws Exception {
        write(
                "users",
                "old:$6$AAECAwQFBgcICQoL$5W8GCQ9GLgmhmQvoa8jmRaPnsh82mRigdSv6mQsK0sMIII/WznlQb1g+RWddfoAKTMzBJP1deJU+Rp/1QZ0zZg==\n");
        AromaRun check = AromaRun.here("passwd", folder.resolve("users").toString(), "--check")
                .exits(0);
        assertTrue(check.err().get(0).endsWith("users is good: 1 user."), check::toString);
        check.says("The hash of user 'old' is weak ($6$, one round of SHA-512)", "aroma passwd");
        passwd("old", "correct horse");
        AromaRun.here("passwd", folder.resolve("users").toString(), "--check").exits(0);
        assertTrue(Files.readString(folder.resolve("users")).startsWith("old:$7$20000$"));
        AromaRun.here("passwd", "users").exits(2);
        AromaRun.here("passwd", "users", "bob", "--check").exits(2);
    }
}
