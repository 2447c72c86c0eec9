package io.aromabridge.simulator.recording;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a recording line by line; a file of any length takes the memory of its longest line. Keys that it does not know
 * and blank lines do not count. A last line that breaks off, as a process leaves it that was killed or found the disk
 * full, ends the recording and is reported by {@link #torn()}. For one thread.
 */
public final class RecordingReader implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private final RecordingHeader header;
    private int number;
    private Optional<String> torn = Optional.empty();

    /** Whether the line that was read last had no line feed. */
    private boolean unended;

    private RecordingReader(Path file, InputStream in) throws AromaException {
        this.file = file;
        this.in = in;
        this.header = readHeader();
    }

    /**
     * Opens a recording, and reads its first line.
     *
     * @throws AromaException CONFIGURATION if it cannot be read, or is no recording
     */
    public static RecordingReader open(Path file) throws AromaException {
        InputStream in = open(file, file + ": there is no such file; expected a recording");
        try {
            return new RecordingReader(file, in);
        } catch (AromaException e) {
            try {
                in.close();
            } catch (IOException alsoClosing) {
                e.addSuppressed(alsoClosing);
            }
            throw e;
        }
    }

    private static InputStream open(Path file, String missing) throws AromaException {
        try {
            return new BufferedInputStream(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new AromaException(Kind.CONFIGURATION, missing, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static AromaException unreadable(Path file, IOException e) {
        return new AromaException(
                Kind.CONFIGURATION, file + ": it cannot be read (" + e + "); expected a recording", e);
    }

    private RecordingHeader readHeader() throws AromaException {
        Optional<byte[]> first = line();
        try {
            return RecordingParser.header(first.orElseThrow(() -> new InvalidLineException("the file is empty")));
        } catch (InvalidLineException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    place() + ": " + e.getMessage()
                            + "; expected the first line of a recording, {\"recording\":1,\"startedAt\":…}",
                    e);
        }
    }

    /** The first line. */
    public RecordingHeader header() {
        return header;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws AromaException CONFIGURATION, with file and line, for what is no line of a recording, or if the file cannot
     *     be read
     */
    public Optional<RecordedLine> next() throws AromaException {
        Optional<byte[]> bytes = line();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordingParser.line(bytes.get()));
        } catch (InvalidLineException e) {
            if (unended && e.isBrokenJson()) {
                torn = Optional.of(place() + ": the last line breaks off, and is left out");
                return Optional.empty();
            }
            throw new AromaException(Kind.CONFIGURATION, place() + ": " + e.getMessage(), e);
        }
    }

    /** Which last line broke off, with file and line, once {@link #next()} has come to the end; empty if none did. */
    public Optional<String> torn() {
        return torn;
    }

    /** The file and the line that was read last, for messages: {@code night.jsonl:7}. */
    public String place() {
        return file + ":" + number;
    }

    /** The next line that is not blank, without its line feed. */
    private Optional<byte[]> line() throws AromaException {
        try {
            while (true) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                int b = in.read();
                if (b < 0) {
                    return Optional.empty();
                }
                number++;
                boolean blank = true;
                for (; b >= 0 && b != '\n'; b = in.read()) {
                    line.write(b);
                    blank &= b == ' ' || b == '\t' || b == '\r';
                }
                unended = b < 0;
                if (!blank) {
                    return Optional.of(line.toByteArray());
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Closes the file. */
    @Override
    public void close() throws AromaException {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
