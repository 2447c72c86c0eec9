package io.aromabridge.simulator.diffusion;

import io.aromabridge.core.AromaException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The diffusion log: a file with one JSON object a line, one write for each line. Each event also becomes a readable
 * log line and goes to the listeners. Every command has exactly one line when it is received; a run has one more if
 * its time runs out, its channel sticks, or the device is switched off or loses its power:
 *
 * <table>
 *   <caption>Lines</caption>
 *   <tr><th>what happens</th><th>line</th><th>with the values of</th></tr>
 *   <tr><td>a command while the channel is idle</td><td>{@code diffusing}</td><td>the command</td></tr>
 *   <tr><td>a command while it runs</td><td>{@code replaced}; the one run goes on</td><td>the new command</td></tr>
 *   <tr><td>a command with duration 0 or intensity 0</td><td>{@code stopped}, whether or not it ran</td>
 *     <td>the command</td></tr>
 *   <tr><td>an invalid command</td><td>{@code rejected}</td><td>reason and payload</td></tr>
 *   <tr><td>a command that emits, on a channel that is stuck</td><td>{@code rejected}; nothing comes out</td>
 *     <td>reason and payload</td></tr>
 *   <tr><td>the time is up</td><td>{@code finished}</td><td>the command in force</td></tr>
 *   <tr><td>the device is switched off, or loses its power, while it runs</td><td>{@code stopped}</td><td>the command in force</td></tr>
 *   <tr><td>a channel sticks while it runs</td><td>{@code stopped}, with a warning</td><td>the command in force</td></tr>
 * </table>
 *
 * <p>So a run has one beginning ({@code diffusing}) and one end ({@code finished} or {@code stopped}). A booster has no
 * lines of its own. A light has one channel in this sense: the next command replaces what is shown, whatever channel it
 * names; a command that emits nothing darkens it only if it names the channel that is shown.
 *
 * <p>Thread-safe.
 */
public final class DiffusionLog implements Consumer<DiffusionEvent>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiffusionLog.class);

    private final OutputStream out;
    private final String name;
    private final List<Consumer<DiffusionEvent>> listeners = new CopyOnWriteArrayList<>();

    /** Whether the last write failed, so that the file may end within a line. */
    private boolean torn;

    private boolean closed;

    DiffusionLog(OutputStream out, String name) {
        this.out = out;
        this.name = name;
    }

    /**
     * Opens the file to append to it; makes it and its folder if they are not there.
     *
     * @throws AromaException (CONFIGURATION) if it cannot be written
     */
    public static DiffusionLog open(Path file) throws AromaException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Not a channel: those close when the thread that writes is interrupted.
            return new DiffusionLog(new FileOutputStream(file.toFile(), true), file.toString());
        } catch (IOException e) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "the diffusion log " + file + " cannot be written (" + e
                            + "): expected a file in a folder where this user may write",
                    e);
        }
    }

    /** Hands every later event to a listener too, on the thread where it happens; a listener returns at once. */
    public void addListener(Consumer<DiffusionEvent> listener) {
        listeners.add(listener);
    }

    /** Records an event. Never throws: that the file cannot be written is logged once. */
    @Override
    public void accept(DiffusionEvent event) {
        if (event.outcome() == Outcome.REJECTED || event.warning().isPresent()) {
            log.warn("{}", event.sentence());
        } else {
            log.info("{}", event.sentence());
        }
        append(event.toJson());
        for (Consumer<DiffusionEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                log.error("listener of the diffusion log failed on: {}", event.sentence(), e);
            }
        }
    }

    private synchronized void append(String line) {
        if (closed) {
            return;
        }
        try {
            out.write(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            if (torn) {
                log.info("The diffusion log {} is written again", name);
            }
            torn = false;
        } catch (IOException e) {
            if (!torn) {
                log.warn(
                        "The diffusion log {} cannot be written ({}): lines are missing from it until it can be",
                        name,
                        e.getMessage(),
                        e);
            }
            torn = true;
        }
    }

    /** Closes the file; later events only go to the listeners and the program's log. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            log.warn("The diffusion log {} did not close: {}", name, e.getMessage(), e);
        }
    }
}
