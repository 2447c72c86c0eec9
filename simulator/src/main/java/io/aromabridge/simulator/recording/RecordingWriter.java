package io.aromabridge.simulator.recording;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a recording. Each line is one write, so that the file is whole whenever the process ends between two of them.
 * Thread-safe; the lines stand in the order of the calls.
 */
public final class RecordingWriter implements AutoCloseable {
    private final Path file;
    private final OutputStream out;

    private RecordingWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Begins a recording in a file that is not there yet; makes its folder if need be.
     *
     * @throws AromaException FAILED if the file is there, or cannot be written
     */
    public static RecordingWriter create(Path file, RecordingHeader header) throws AromaException {
        try {
            makeFolder(file);
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw new AromaException(
                    Kind.FAILED, file + ": it is there already; choose another name, or have it replaced", e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return replace(file, header);
    }

    /**
     * Begins a recording in a file, whatever was in it; makes its folder if need be.
     *
     * @throws AromaException FAILED if the file cannot be written
     */
    public static RecordingWriter replace(Path file, RecordingHeader header) throws AromaException {
        try {
            makeFolder(file);
            // Not a channel: those close when the thread that writes is interrupted.
            RecordingWriter writer = new RecordingWriter(file, new FileOutputStream(file.toFile()));
            writer.line(RecordingFormat.text(header));
            return writer;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void makeFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    private static AromaException unwritable(Path file, IOException e) {
        return new AromaException(
                Kind.FAILED,
                file + ": the recording cannot be written (" + e + "); check the folder's rights and the disk's space",
                e);
    }

    /**
     * Adds a line.
     *
     * @throws AromaException FAILED if it cannot be written; then the file may end within a line, which readers report
     */
    public void write(RecordedLine line) throws AromaException {
        line(RecordingFormat.text(line));
    }

    private synchronized void line(String text) throws AromaException {
        try {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Ends the recording. Idempotent. */
    @Override
    public synchronized void close() throws AromaException {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
