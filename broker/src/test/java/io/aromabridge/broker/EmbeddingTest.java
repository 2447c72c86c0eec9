package io.aromabridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.moquette.Sources;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.process.ChildCommand;
import io.aromabridge.testing.process.ChildProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/embedding.md, as it stands there: compiled, and run in a JVM of its own. */
class EmbeddingTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theExampleRunsAndPrintsWhatIsPublished() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "embedding.md"));
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertTrue(block.find(), "an example");
        Sources.compile(folder, "EmbeddedBroker.java", block.group(1));
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + Sources.classPath(),
                "EmbeddedBroker",
                "0");
        try (ChildProcess program = ChildCommand.of(line).start("embedded")) {
            String ready = program.out().await("MQTT at port .*");
            int port = Integer.parseInt(ready.replaceFirst(".* ", ""));
            try (RawClient client = new RawClient(port).connected("c")) {
                client.send(RawClient.publish(2, "a/b", 1, "hello")).read(4);
                program.out().await("a/b: hello");
            }
            program.say("");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(60)));
        }
    }
}
