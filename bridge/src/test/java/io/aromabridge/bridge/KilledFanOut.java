package io.aromabridge.bridge;

import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.bridge.fanout.FanOutSettings;
import io.aromabridge.bridge.queue.QueueSettings.Durable;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.journal.Journal;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A process that fans out commands until it is killed, while the cloud is away. It says on its standard output, without
 * a buffer, which it was answered for.
 */
final class KilledFanOut {
    static final String TOPIC = "all";
    private static final int OUTSTANDING = 3;

    private KilledFanOut() {}

    /** Arguments: the folder, which holds {@code list.txt}. */
    public static void main(String[] args) throws Exception {
        Endpoint nowhere = new Endpoint("127.0.0.1", 1, Optional.empty(), Optional.empty());
        Bridge bridge = Bridge.open(
                settings(Path.of(args[0]), nowhere), Journal.none(), InstantSource.system(), new SplittableRandom(1));
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Semaphore outstanding = new Semaphore(OUTSTANDING);
        for (int number = 0; ; number++) {
            outstanding.acquire();
            String one = Integer.toString(number);
            CompletableFuture<Void> unused = bridge.tap()
                    .accept(Message.of(TOPIC, one, QoS.AT_LEAST_ONCE))
                    .thenRun(() -> {
                        say(out, one);
                        outstanding.release();
                    })
                    .toCompletableFuture();
        }
    }

    static BridgeSettings settings(Path folder, Endpoint cloud) throws Exception {
        FanOut fanOut = FanOut.open(FanOutSettings.of(TOPIC, folder.resolve("list.txt")));
        return new BridgeSettings(
                "bridge",
                cloud,
                TestBridge.CLIENT,
                TestBridge.tuning(10_000, 10_000),
                Durable.in(folder.resolve("queue")),
                Routes.of(List.of(), List.of(fanOut)));
    }

    private static void say(FileOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
