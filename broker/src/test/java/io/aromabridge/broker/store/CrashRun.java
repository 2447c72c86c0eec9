package io.aromabridge.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.broker.session.Change;
import io.aromabridge.broker.session.Router;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One store that random traffic uses, that ends at random points, and is opened again, each time compared. */
final class CrashRun implements SessionStore {
    /** How it ends. */
    enum End {
        KILL,
        POWER_LOSS
    }

    private static final int LIVES = 3;

    private final long seed;
    private final SplittableRandom random;
    private final Path folder;
    private final Sync sync;
    private final End end;
    private final int logPages;
    private final boolean faulty;

    // of one life
    private Optional<SessionFiles> files = Optional.empty();
    /** What each write since the start would leave, the first being the start itself. */
    private final List<Model> states = new ArrayList<>();
    /** With the changes that are not written yet. */
    private Model now = new Model();
    /** The last state that must be there, the last that was acknowledged. */
    private int forced;

    private int acknowledged;
    private final List<Change> saved = new ArrayList<>();
    private CrashFiles onDisk = new CrashFiles(new byte[0], new byte[0]);
    int lostStates;
    int waiting;
    int failures;

    CrashRun(long seed, Sync sync, End end, Path folder) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.folder = folder;
        this.sync = sync;
        this.end = end;
        this.logPages = 2 + random.nextInt(30);
        this.faulty = random.nextInt(4) == 0;
    }

    void run() throws IOException, AromaException, SQLException {
        Path place = folder.resolve(seed + "-0");
        states.add(new Model());
        for (int life = 1; life <= LIVES; life++) {
            SessionFiles opened = SessionFiles.openIdle(place, sync, InstantSource.system(), logPages);
            files = Optional.of(opened);
            Model restored = new Model();
            saved.clear();
            opened.replay(saved::add);
            saved.forEach(restored::apply);
            Traffic traffic = new Traffic(random, !faulty, new Router(this));
            compare(restored, traffic);
            onDisk = CrashFiles.of(place);
            CrashFiles left = use(opened, traffic, place);
            opened.end();
            delete(place);
            place = folder.resolve(seed + "-" + life);
            left.put(place);
        }
        delete(place);
    }

    @Override
    public void replay(Consumer<Change> to) {
        saved.forEach(to);
    }

    @Override
    public CompletableFuture<Void> keep(Change change) {
        now.apply(change);
        return files.orElseThrow().keep(change);
    }

    @Override
    public <T> T together(Supplier<T> changes) {
        return files.orElseThrow().together(changes);
    }

    private CrashFiles use(SessionFiles opened, Traffic traffic, Path place) throws IOException, SQLException {
        for (int writes = random.nextInt(25); ; writes--) {
            for (int n = random.nextInt(12); n >= 0; n--) {
                traffic.step();
            }
            boolean full = faulty && random.nextInt(3) == 0;
            opened.database().limitPages(full ? 1 : 1_000_000);
            int acknowledgedBefore = acknowledged;
            CrashFiles before = CrashFiles.of(place);
            write(opened, traffic);
            assertTrue(full || opened.problem().isEmpty(), () -> at("there is room: " + opened.problem()));
            CrashFiles after = CrashFiles.of(place);
            if (writes == 0) {
                return crash(before, after, acknowledgedBefore);
            }
            if (acknowledged == states.size() - 1 && (sync == Sync.ALWAYS || !before.sameTables(after))) {
                forced = acknowledged;
                onDisk = after;
            }
        }
    }

    private void write(SessionFiles opened, Traffic traffic) {
        states.add(now.copy());
        opened.write();
        if (opened.problem().isEmpty()) {
            acknowledged = states.size() - 1;
            traffic.written(states.get(acknowledged));
        } else {
            failures++;
        }
    }

    /** In the middle of the last write, or after it. */
    private CrashFiles crash(CrashFiles before, CrashFiles after, int acknowledgedBefore) {
        boolean wroteTables = !before.sameTables(after);
        switch (random.nextInt(wroteTables ? 3 : 2)) {
            case 0 -> {
                // The log is being written: nothing of this write was told to anybody.
                acknowledged = acknowledgedBefore;
                byte[] log = end == End.KILL
                        ? CrashFiles.cut(before.log(), after.log(), random)
                        : CrashFiles.tornLog(onDisk.log(), after.log(), random);
                return new CrashFiles(before.tables(), log);
            }
            case 1 -> {
                if (end == End.POWER_LOSS && sync == Sync.NEVER && !wroteTables) {
                    return new CrashFiles(after.tables(), CrashFiles.tornLog(onDisk.log(), after.log(), random));
                }
                forced = acknowledged;
                return after;
            }
            default -> {
                // The tables are being written: the log was forced before.
                forced = acknowledged;
                byte[] tables = end == End.KILL
                        ? CrashFiles.cut(before.tables(), after.tables(), random)
                        : CrashFiles.torn(before.tables(), after.tables(), random);
                return new CrashFiles(tables, after.log());
            }
        }
    }

    private void compare(Model restored, Traffic traffic) throws IOException {
        int least = end == End.KILL ? acknowledged : forced;
        int found = states.lastIndexOf(restored);
        assertTrue(
                found >= least,
                () -> at("restored " + restored + "\n is state " + found + " of " + states.size() + ", at least "
                        + least + " was promised:\n " + states.get(least)));
        lostStates += acknowledged - found;
        waiting += restored.sessions.values().stream()
                .mapToInt(saved -> saved.messages().size())
                .sum();
        states.clear();
        states.add(restored.copy());
        now = restored;
        acknowledged = 0;
        forced = 0;
        assertEquals(List.of(), traffic.resume(restored), at("deliveries"));
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            for (Path each : all.toList()) {
                assertTrue(!each.toString().contains("damaged"), "put aside: " + each);
                Files.delete(each);
            }
        }
        Files.delete(place);
    }

    private String at(String what) {
        return what + "; seed " + seed + ", " + sync + ", " + end + ", log of " + logPages + " pages";
    }
}
