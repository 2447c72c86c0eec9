package io.aromabridge.app.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.certs.Endpoint;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.FileTail;
import io.aromabridge.testing.process.FreePorts;
import io.aromabridge.testing.process.Mosquitto;
import io.aromabridge.testing.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} of a mosquitto on either side of the bridge: nothing that the bridge acknowledged is lost. */
class KilledMosquittoTest {
    private static final Logger log = LoggerFactory.getLogger(KilledMosquittoTest.class);
    private static final int WINDOW = 100;
    private static final int LEAD = 500;
    private static final int QUIET_MILLIS = 5000;

    @TempDir
    Path folder = Path.of("");

    private MosquittoLog mosquitto() {
        Path unused = Programs.require("mosquitto");
        return new MosquittoLog(folder);
    }

    @Test
    void asTheCloudWithMutualTls() throws Exception {
        killRemote(1000, new Storm(1, 21));
    }

    @Tag("long")
    @Test
    void asTheCloudWithMutualTlsHoweverOften() throws Exception {
        killRemote(40_000, new Storm(20, 22));
    }

    private void killRemote(int messages, Storm storm) throws Exception {
        MosquittoLog remote = mosquitto();
        Account account = Account.withNumberedTopics(messages);
        int port = FreePorts.one();
        Site site = Site.in(folder).withCloud(port);
        List<Path> files = site.serverFiles();
        Mosquitto.Setup cloud = remote.setup()
                .withTls(
                        port,
                        List.of(
                                "cafile " + files.get(0),
                                "certfile " + files.get(1),
                                "keyfile " + files.get(2),
                                "require_certificate true"));
        try (ChildProcess broker = site.aroma("broker");
                ChildProcess bridge = site.aroma("bridge");
                FileTail book = FileTail.of(remote.file(), line -> MosquittoLog.received(line, account::arrived))) {
            bridge.out().await("local: online");
            try (Load load = Load.start(site.local(), account, LEAD)) {
                storm.rage("mosquitto as cloud", account, () -> cloud.start().process(), WINDOW);
            }
        }
    }

    @Test
    void asTheLocalBroker() throws Exception {
        killLocal(1000, new Storm(1, 23));
    }

    @Tag("long")
    @Test
    void asTheLocalBrokerHoweverOften() throws Exception {
        killLocal(40_000, new Storm(20, 24));
    }

    /** What mosquitto acknowledges to its publisher it may lose when it is killed; that is not ours to mend. */
    private void killLocal(int messages, Storm storm) throws Exception {
        MosquittoLog taken = mosquitto();
        Account account = Account.withNumberedTopics(messages);
        Site site = Site.in(folder);
        try (Witness cloud = Witness.start(Optional.of(site.serverTls()), account)) {
            Endpoint local = site.withCloud(cloud.port()).local();
            Mosquitto.Setup broker = taken.setup().on(local.port());
            try (ChildProcess first = broker.start().process();
                    ChildProcess bridge = site.aroma("bridge")) {
                bridge.out().await("local: online");
                // A canary came back: from now on it knows the bridge's subscriptions, and has written them down.
                first.out().await("Sending PUBLISH to canary-");
                first.kill();
                Endpoint anybody = new Endpoint("127.0.0.1", local.port(), Optional.empty(), Optional.empty());
                try (Load load = Load.start(anybody, account, LEAD)) {
                    storm.rage(
                            "mosquitto as local broker",
                            account,
                            () -> broker.start().process(),
                            QUIET_MILLIS,
                            () -> requireTaken(account, taken));
                }
            }
        }
    }

    private static void requireTaken(Account account, MosquittoLog mosquitto) {
        try {
            BitSet taken = mosquitto.acknowledged();
            log.info("the bridge acknowledged {}; mosquitto lost {}", taken.cardinality(), account.lost());
            assertTrue(!taken.isEmpty(), "nothing went through: " + account);
            account.requireThere(taken, "acknowledged by the bridge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
