package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change.Queued;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows into the tables of {@link Database}. Each statement can be repeated: a group may be written again. */
final class RowWriter {
    private static final Logger log = LoggerFactory.getLogger(RowWriter.class);
    private static final List<String> OF_SESSION = List.of("owner", "subscription", "taken", "message", "sent");

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    RowWriter(Connection connection) {
        this.connection = connection;
    }

    void write(Rows rows) throws SQLException {
        for (long session : rows.ended) {
            update("DELETE FROM session WHERE id = ?", session);
            for (String table : OF_SESSION) {
                update("DELETE FROM " + table + " WHERE session = ?", session);
            }
        }
        for (Map.Entry<Long, String> each : rows.opened.entrySet()) {
            update("INSERT OR REPLACE INTO session VALUES (?, ?)", each.getKey(), each.getValue());
        }
        for (Map.Entry<Long, SessionRows> each : rows.sessions.entrySet()) {
            writeSession(each.getKey(), each.getValue());
        }
        for (Message message : rows.retained.values()) {
            writeRetained(message);
        }
    }

    /** To be called after a failure: a statement that failed may fail for ever. */
    void reset() {
        for (PreparedStatement each : prepared.values()) {
            try {
                each.close();
            } catch (SQLException e) {
                log.debug("a statement could not be closed", e);
            }
        }
        prepared.clear();
    }

    private void writeSession(long session, SessionRows rows) throws SQLException {
        if (rows.owner.isPresent()) {
            update("INSERT OR REPLACE INTO owner VALUES (?, ?)", session, rows.owner.get());
        }
        for (Map.Entry<TopicFilter, Optional<QoS>> each : rows.subscriptions.entrySet()) {
            String filter = each.getKey().value();
            if (each.getValue().isPresent()) {
                int qos = each.getValue().get().level();
                update("INSERT OR REPLACE INTO subscription VALUES (?, ?, ?)", session, filter, qos);
            } else {
                update("DELETE FROM subscription WHERE session = ? AND filter = ?", session, filter);
            }
        }
        for (Map.Entry<Integer, Boolean> each : rows.taken.entrySet()) {
            if (each.getValue()) {
                update("INSERT OR REPLACE INTO taken VALUES (?, ?)", session, each.getKey());
            } else {
                update("DELETE FROM taken WHERE session = ? AND packet = ?", session, each.getKey());
            }
        }
        for (Map.Entry<Long, MessageRow> each : rows.messages.entrySet()) {
            writeMessage(session, each.getKey(), each.getValue());
        }
    }

    private void writeMessage(long session, long number, MessageRow row) throws SQLException {
        if (row.gone()) {
            update("DELETE FROM message WHERE session = ? AND number = ?", session, number);
            update("DELETE FROM sent WHERE session = ? AND number = ?", session, number);
            return;
        }
        if (row.queued().isPresent()) {
            Queued queued = row.queued().get();
            Message message = queued.message();
            update(
                    "INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    session,
                    number,
                    queued.qos().level(),
                    queued.retain(),
                    message.topic().value(),
                    message.qos().level(),
                    message.retained(),
                    message.payload().toBytes());
        }
        if (row.packetId() != 0) {
            update("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", session, number, row.packetId(), row.received());
        } else if (row.received()) {
            update("UPDATE sent SET received = 1 WHERE session = ? AND number = ?", session, number);
        }
    }

    private void writeRetained(Message message) throws SQLException {
        String topic = message.topic().value();
        if (message.payload().length() == 0) {
            update("DELETE FROM retained WHERE topic = ?", topic);
        } else {
            byte[] payload = message.payload().toBytes();
            update(
                    "INSERT OR REPLACE INTO retained VALUES (?, ?, ?)",
                    topic,
                    message.qos().level(),
                    payload);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
