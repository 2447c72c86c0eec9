package io.aromabridge.broker.auth.password;

import io.aromabridge.broker.auth.password.PasswordLine.Credential;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole password file: from disk to lines, from lines to users. */
final class PasswordLines {
    private PasswordLines() {}

    /** The lines as they are; nothing in them is judged yet. */
    static List<PasswordLine> read(Path file) throws AromaException {
        if (!Files.exists(file)) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "password file " + file + " does not exist; make it with: passwd " + file + " USER");
        }
        if (!Files.isRegularFile(file)) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "password file " + file + " is not a file" + (Files.isDirectory(file) ? " but a folder" : "")
                            + "; name a file with lines of the form user:hash");
        }
        try {
            return PasswordLine.split(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "password file " + file + " cannot be read: " + AtomicFile.reason(e)
                            + "; the user that runs this must be able to read it",
                    e);
        }
    }

    /**
     * The users in the order of the file.
     *
     * @throws AromaException names every bad line, one below the other
     */
    static Map<String, PasswordHash> parse(Path file, List<PasswordLine> lines) throws AromaException {
        Map<String, PasswordHash> hashes = new LinkedHashMap<>();
        Map<String, Integer> firstLines = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (PasswordLine line : lines) {
            if (line.isSkipped()) {
                continue;
            }
            try {
                Credential credential = line.parse();
                Integer first = firstLines.putIfAbsent(credential.user(), line.number());
                if (first != null) {
                    throw new PasswordLineException("user " + credential.user() + " stands in line " + first
                            + " already; keep one of the two lines");
                }
                hashes.put(credential.user(), credential.hash());
            } catch (PasswordLineException e) {
                problems.add(file + ":" + line.number() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new AromaException(Kind.CONFIGURATION, String.join("\n", problems));
        }
        return hashes;
    }
}
