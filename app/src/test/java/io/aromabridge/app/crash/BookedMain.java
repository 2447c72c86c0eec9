package io.aromabridge.app.crash;

import io.aromabridge.app.config.Configuration;
import io.aromabridge.app.run.ComponentFactory;
import io.aromabridge.app.run.Demo;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.Running;
import io.aromabridge.app.run.Telemetry;
import io.aromabridge.app.run.Workspace;
import io.aromabridge.core.journal.Hop;
import io.aromabridge.core.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * {@code aroma cloud} or {@code aroma demo} with a journal that writes a line for each message that the stand-in takes,
 * before its PUBACK: what the cloud had when it died. Runs until it is killed, or its parent is gone.
 */
final class BookedMain {
    private BookedMain() {}

    /** Arguments: {@code cloud} or {@code demo}, and the file of the book. */
    public static void main(String[] arguments) throws Exception {
        InstantSource clock = InstantSource.system();
        Installation installation = new Installation(
                Configuration.load(Optional.of(Path.of("aroma.yaml").toAbsolutePath()), Map.of(), List.of()),
                Workspace.of(Optional.of(Path.of("data")), clock),
                new Book(FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
                clock,
                new SplittableRandom(1));
        ComponentFactory parts = new ComponentFactory(installation, new Telemetry());
        if (arguments[0].equals("cloud")) {
            var unused = parts.cloud();
        } else {
            var unused = Demo.start(installation, parts, new Running(), Set.of());
        }
        new CountDownLatch(1).await();
    }

    /** Writes each line with one call, so that all that was said before the end is there. */
    private record Book(FileChannel file) implements Journal {
        @Override
        public void record(Hop hop) {
            if (hop.step() != Hop.Step.RECEIVED || !hop.place().equals("cloud")) {
                return;
            }
            String line = hop.message().topic() + " " + hop.message().payload().text() + "\n";
            try {
                file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Hop> hops() {
            return List.of();
        }
    }
}
