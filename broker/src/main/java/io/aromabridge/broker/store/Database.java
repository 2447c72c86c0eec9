package io.aromabridge.broker.store;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * The file: SQLite with a write-ahead log, in which each page has a checksum, so that what a power loss has torn or put
 * out of order is seen and left out. H2's MVStore does not see it (a chunk whose ends are there counts as whole), and
 * RocksDB is five times as large. Used by one thread at a time.
 */
final class Database implements AutoCloseable {
    /** The file cannot be used, but the folder can. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(String reason) {
            super(reason);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    // Not by JDBC's methods: these lose count when SQLite takes a transaction back by itself, as on a full disk.
    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final String COMMIT = "COMMIT";

    private static final int APPLICATION = 0x41524F4D;
    private static final int VERSION = 1;

    /** SQLite's codes of trouble that is not the file's: PERM, BUSY, LOCKED, NOMEM, READONLY, FULL. */
    private static final Set<Integer> OTHER_TROUBLE = Set.of(3, 5, 6, 7, 8, 13);

    /** The log is written into the tables when it has so many pages of 4 KiB. */
    static final int LOG_PAGES = 1000;

    /** Pages without content are given back above this number, if they are also a quarter. */
    private static final int SPARE_PAGES = 1000;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE session (id INTEGER PRIMARY KEY, client TEXT NOT NULL)",
            "CREATE TABLE owner (session INTEGER PRIMARY KEY, user TEXT NOT NULL)",
            "CREATE TABLE subscription (session INTEGER, filter TEXT, qos INTEGER NOT NULL,"
                    + " PRIMARY KEY (session, filter)) WITHOUT ROWID",
            "CREATE TABLE taken (session INTEGER, packet INTEGER, PRIMARY KEY (session, packet)) WITHOUT ROWID",
            "CREATE TABLE message (session INTEGER, number INTEGER, qos INTEGER NOT NULL, retain INTEGER NOT NULL,"
                    + " topic TEXT NOT NULL, published INTEGER NOT NULL, retained INTEGER NOT NULL,"
                    + " payload BLOB NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID",
            // Beside the messages, so that a large one is not written again when it is sent.
            "CREATE TABLE sent (session INTEGER, number INTEGER, packet INTEGER NOT NULL, received INTEGER NOT NULL,"
                    + " PRIMARY KEY (session, number)) WITHOUT ROWID",
            "CREATE TABLE retained (topic TEXT PRIMARY KEY, qos INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    private final Connection connection;
    private final RowWriter writer;

    private Database(Connection connection) {
        this.connection = connection;
        this.writer = new RowWriter(connection);
    }

    static Database open(Path file, Sync sync, int logPages) throws AromaException, DamagedException {
        try {
            Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
            try {
                prepare(connection, file, sync);
                execute(connection, "PRAGMA wal_autocheckpoint = " + logPages);
                return new Database(connection);
            } catch (SQLException | AromaException | DamagedException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            if (e instanceof SQLiteException known && !OTHER_TROUBLE.contains(known.getResultCode().code & 0xff)) {
                throw new DamagedException(reason(e));
            }
            throw new AromaException(
                    Kind.FAILED,
                    "session store " + file + " cannot be opened (" + reason(e)
                            + "); no other program may have it open, and the disk must have room",
                    e);
        }
    }

    private static void prepare(Connection connection, Path file, Sync sync)
            throws SQLException, AromaException, DamagedException {
        try (Statement statement = connection.createStatement()) {
            // Before anything else is done: then there is no file of shared memory.
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            int version = number(statement, "PRAGMA user_version");
            boolean ours = number(statement, "PRAGMA application_id") == APPLICATION;
            boolean empty = number(statement, "SELECT count(*) FROM sqlite_master") == 0;
            if (ours && version > VERSION) {
                throw new AromaException(
                        Kind.FAILED,
                        "session store " + file + " has format " + version + ", and this version knows only " + VERSION
                                + "; use the newer version that wrote it, or move the file away to begin without"
                                + " sessions");
            }
            if (!ours && !empty) {
                throw new DamagedException("it is no session store");
            }
            check(statement);
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + sync.synchronous);
            statement.execute("PRAGMA journal_size_limit = " + (8 << 20));
            if (empty) {
                statement.execute(BEGIN);
                for (String sql : TABLES) {
                    statement.execute(sql);
                }
                statement.execute(COMMIT);
            }
        }
    }

    private static void check(Statement statement) throws SQLException, DamagedException {
        try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (found.next() && !found.getString(1).equals("ok")) {
                throw new DamagedException(found.getString(1));
            }
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** From now on, what would take more pages than these finds a full disk. */
    void limitPages(int pages) throws SQLException {
        execute(connection, "PRAGMA max_page_count = " + pages);
    }

    /** Why something failed, in a line. */
    static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Reads everything. */
    RowReader read() throws DamagedException {
        RowReader reader = new RowReader(connection);
        try {
            reader.read();
            return reader;
        } catch (SQLException | IllegalArgumentException | NullPointerException e) {
            throw new DamagedException(reason(e));
        }
    }

    /** Writes all rows, or none. */
    void write(Rows rows) throws SQLException {
        execute(connection, BEGIN);
        try {
            writer.write(rows);
            execute(connection, COMMIT);
        } catch (SQLException | RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        writer.reset();
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException done) {
            log.debug("SQLite has taken it back by itself: {}", done.toString());
        }
    }

    /**
     * Gives the file system back some of the pages that have no content, if they are many.
     *
     * @return whether there is more
     */
    boolean shrink() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int spare = number(statement, "PRAGMA freelist_count");
            boolean many = spare > SPARE_PAGES && spare > number(statement, "PRAGMA page_count") / 4;
            if (many) {
                statement.executeUpdate("PRAGMA incremental_vacuum(" + SPARE_PAGES + ")");
            }
            return many;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
