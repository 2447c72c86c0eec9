package io.aromabridge.broker.store;

import io.aromabridge.broker.MqttBroker;
import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.options.Limits;
import io.aromabridge.broker.options.ListenerOptions;
import io.aromabridge.broker.session.DeliveryLimits;
import io.aromabridge.core.journal.Journal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A process with a broker and its store, until it is killed. Says on its standard output which port it has. */
final class KilledBroker {
    /** What is sent to a client and not acknowledged. */
    static final int WINDOW = 20;

    private KilledBroker() {}

    /** Arguments: the folder, the sync mode. */
    public static void main(String[] args) throws Exception {
        ListenerOptions options = ListenerOptions.tcp(
                        "local",
                        "127.0.0.1",
                        0,
                        unused -> new AuthenticationResult.Accepted(Principal.anonymous()),
                        Limits.DEFAULT,
                        unused -> CompletableFuture.completedFuture(null))
                .withDelivery(new DeliveryLimits(WINDOW, 1_000_000, 1L << 30, Duration.ofSeconds(2)));
        SessionFiles files = SessionFiles.open(Path.of(args[0]), Sync.valueOf(args[1]), InstantSource.system());
        MqttBroker broker = MqttBroker.start(List.of(options), Journal.inMemory(10), InstantSource.system(), files);
        new FileOutputStream(FileDescriptor.out)
                .write(("port " + broker.port("local") + "\n").getBytes(StandardCharsets.US_ASCII));
        new CountDownLatch(1).await();
    }
}
