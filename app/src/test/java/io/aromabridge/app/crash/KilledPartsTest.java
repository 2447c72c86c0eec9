package io.aromabridge.app.crash;

import io.aromabridge.bridge.client.ClientLibrary;
import io.aromabridge.testing.process.ChildProcess;
import io.aromabridge.testing.process.FileTail;
import io.aromabridge.testing.process.FreePorts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of each part while messages of QoS 1 go from a publisher through broker and bridge to the cloud:
 * nothing that was acknowledged is lost, each topic stays in order, and only what was on its way at a break comes again. What
 * all in one process stands, its parts stand one by one, so these are among the long tests alone.
 */
class KilledPartsTest {
    /** Of the bridge towards the cloud, and of the local broker towards the bridge. */
    private static final int WINDOW = 100;

    private static final int LEAD = 3000;
    private static final int MOST_CONNECTIONS = 4;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aBridgeOfItsOwn(ClientLibrary client) throws Exception {
        killBridge(client, 3000, new Storm(3, 1));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void aBridgeOfItsOwnHoweverOften(ClientLibrary client) throws Exception {
        killBridge(client, 100_000, new Storm(50, 11));
    }

    private void killBridge(ClientLibrary client, int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder).with(client);
        try (Witness cloud = Witness.start(Optional.of(site.serverTls()), account);
                ChildProcess broker = site.withCloud(cloud.port()).aroma("broker")) {
            broker.out().await("ready");
            // The broker keeps for the bridge what comes from now on.
            try (ChildProcess first = site.aroma("bridge")) {
                first.out().await("ready");
            }
            try (Load load = Load.start(site.local(), account, LEAD)) {
                storm.rage("bridge", account, () -> site.aroma("bridge"), 2 * WINDOW);
            }
        }
    }

    @Test
    void aBrokerOfItsOwn() throws Exception {
        killBroker(3000, new Storm(3, 5));
    }

    @Tag("long")
    @Test
    void aBrokerOfItsOwnHoweverOften() throws Exception {
        killBroker(100_000, new Storm(50, 15));
    }

    private void killBroker(int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder);
        try (Witness cloud = Witness.start(Optional.of(site.serverTls()), account)) {
            site.withCloud(cloud.port());
            try (ChildProcess bridge = site.aroma("bridge")) {
                // It keeps for the bridge what comes from now on, over its own death too.
                try (ChildProcess first = site.aroma("broker")) {
                    bridge.out().await("The bridge is ready");
                    first.kill();
                }
                try (Load load = Load.start(site.local(), account, LEAD)) {
                    storm.rage("broker", account, () -> site.aroma("broker"), Load.WINDOW + WINDOW);
                }
            }
        }
    }

    @Tag("long")
    @Test
    void aBrokerAndBridgeInOneProcessHoweverOften() throws Exception {
        killEmbedded(100_000, new Storm(50, 12));
    }

    private void killEmbedded(int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder);
        try (Witness cloud = Witness.start(Optional.of(site.serverTls()), account)) {
            site.withCloud(cloud.port());
            try (Load load = Load.start(site.local(), account, LEAD)) {
                storm.rage("broker with bridge", account, () -> site.aroma("demo"), Load.WINDOW + WINDOW);
            }
        }
    }

    @Test
    void aBridgeWithAnotherNumberOfConnectionsEachTime() throws Exception {
        killWithConnections(3000, new Storm(3, 6));
    }

    @Tag("long")
    @Test
    void aBridgeWithAnotherNumberOfConnectionsEachTimeHoweverOften() throws Exception {
        killWithConnections(100_000, new Storm(50, 16));
    }

    /** Four, three, two and one in turns: topics go to other partitions, while the old ones still hold some of theirs. */
    private void killWithConnections(int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder);
        AtomicInteger starts = new AtomicInteger();
        try (Witness cloud = Witness.start(Optional.of(site.serverTls()), account)) {
            try (Load load = Load.start(site.local(), account, LEAD)) {
                storm.rage(
                        "bridge with several connections",
                        account,
                        () -> site.withCloud(
                                        cloud.port(), MOST_CONNECTIONS - starts.getAndIncrement() % MOST_CONNECTIONS)
                                .aroma("demo"),
                        Load.WINDOW + MOST_CONNECTIONS * WINDOW);
            }
        }
    }

    @Tag("long")
    @Test
    void theCloudHoweverOften() throws Exception {
        killCloud(100_000, new Storm(50, 13));
    }

    private void killCloud(int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder).withStandIn(FreePorts.one());
        try (ChildProcess broker = site.aroma("broker");
                ChildProcess bridge = site.aroma("bridge");
                FileTail book = FileTail.of(site.book(), line -> enter(account, line))) {
            bridge.out().await("local: online");
            try (Load load = Load.start(site.local(), account, LEAD)) {
                storm.rage("cloud", account, () -> site.booked("cloud"), WINDOW);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allInOneProcess(ClientLibrary client) throws Exception {
        killAll(client, 3000, new Storm(3, 4));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void allInOneProcessHoweverOften(ClientLibrary client) throws Exception {
        killAll(client, 100_000, new Storm(50, 14));
    }

    private void killAll(ClientLibrary client, int messages, Storm storm) throws Exception {
        Account account = new Account(messages);
        Site site = Site.in(folder).with(client).withStandIn(FreePorts.one());
        try (FileTail book = FileTail.of(site.book(), line -> enter(account, line));
                Load load = Load.start(site.local(), account, LEAD)) {
            storm.rage("all in one", account, () -> site.booked("demo"), Load.WINDOW + WINDOW);
        }
    }

    private static void enter(Account account, String line) {
        int space = line.indexOf(' ');
        account.arrived(line.substring(0, space), line.substring(space + 1));
    }
}
