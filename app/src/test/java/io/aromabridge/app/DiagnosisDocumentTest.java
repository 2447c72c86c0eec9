package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.certs.connect.ConnectFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/diagnosis.md has each row of the table of diagnoses, in its order. */
class DiagnosisDocumentTest {
    private static String row(ConnectFault fault, String meaning) {
        String words = fault.words()
                .replace("{server}", "HOST:PORT")
                .replace("{host}", "HOST")
                .replace("{client}", "CLIENT")
                .replace("{login}", "LOGIN")
                .replace("{limit}", "10.0 s")
                .replace("{detail}", "…");
        return "| `" + words + "` | " + meaning + " | " + fault.fix() + " | `"
                + fault.reason().label() + "` | " + ExitCode.of(fault.kind()).code() + " |";
    }

    @Test
    void theDocumentHasEachRowOfTheTable() throws Exception {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "diagnosis.md")).stream()
                .dropWhile(line -> !line.startsWith("| it says |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        // What a row means is the document's own.
        List<String> bare = document.stream()
                .map(line -> line.replaceFirst("` \\| [^|]* \\| ", "` | … | "))
                .toList();
        assertEquals(
                Arrays.stream(ConnectFault.values())
                        .map(fault -> row(fault, "…"))
                        .toList(),
                bare);
    }
}
