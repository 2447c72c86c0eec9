package io.aromabridge.app.run;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file that holds one secret, alone on its first line. */
final class SecretFile {
    private SecretFile() {}

    /**
     * The secret.
     *
     * @throws AromaException CONFIGURATION if the file is missing, unreadable or empty
     */
    static String read(Path file) throws AromaException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isEmpty()) {
                throw new AromaException(
                        Kind.CONFIGURATION, file + ": it is empty; its first line must be the password alone");
            }
            return lines.get(0);
        } catch (NoSuchFileException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    file + ": there is no such file; write the password alone on its first line",
                    e);
        } catch (IOException e) {
            throw new AromaException(Kind.CONFIGURATION, file + ": it cannot be read (" + e + "); check its rights", e);
        }
    }
}
