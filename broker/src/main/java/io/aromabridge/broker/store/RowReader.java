package io.aromabridge.broker.store;

import io.aromabridge.broker.session.Change;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads all rows back from the tables of {@link Database}, as the changes that make them up. */
final class RowReader {
    private interface Row {
        void read(ResultSet columns) throws SQLException;
    }

    private final Connection connection;
    private final Map<Long, String> clients = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    RowReader(Connection connection) {
        this.connection = connection;
    }

    /** The client identifier of each session, by number. */
    Map<Long, String> clients() {
        return clients;
    }

    /** What was read. */
    List<Change> changes() {
        return changes;
    }

    void read() throws SQLException {
        each("SELECT id, client FROM session ORDER BY id", row -> {
            clients.put(row.getLong(1), row.getString(2));
            changes.add(new Change.Opened(row.getString(2)));
        });
        each("SELECT session, user FROM owner", row -> changes.add(new Change.Owned(client(row), row.getString(2))));
        each(
                "SELECT session, filter, qos FROM subscription",
                row -> changes.add(
                        new Change.Subscribed(client(row), TopicFilter.of(row.getString(2)), QoS.of(row.getInt(3)))));
        each(
                "SELECT session, packet FROM taken",
                row -> changes.add(new Change.Taken(client(row), packetId(row.getInt(2)))));
        each(
                "SELECT m.session, m.number, m.qos, retain, topic, published, retained, payload, packet, received"
                        + " FROM message m LEFT JOIN sent USING (session, number) ORDER BY m.session, m.number",
                this::message);
        each(
                "SELECT topic, qos, payload FROM retained",
                row -> changes.add(
                        new Change.Retained(message(row.getString(1), row.getBytes(3), QoS.of(row.getInt(2)), true))));
    }

    private void message(ResultSet row) throws SQLException {
        Message message = message(row.getString(5), row.getBytes(8), QoS.of(row.getInt(6)), row.getBoolean(7));
        String client = client(row);
        long number = row.getLong(2);
        changes.add(new Change.Queued(client, number, message, QoS.of(row.getInt(3)), row.getBoolean(4)));
        int packetId = row.getInt(9);
        if (!row.wasNull()) {
            changes.add(new Change.Sent(client, number, packetId(packetId)));
            if (row.getBoolean(10)) {
                changes.add(new Change.Received(client, number));
            }
        }
    }

    private static Message message(String topic, byte[] payload, QoS qos, boolean retained) {
        return new Message(TopicName.of(topic), Payload.owning(payload), qos, retained);
    }

    private static int packetId(int number) throws SQLException {
        if (number < 1 || number > 65_535) {
            throw new SQLException("packet identifier " + number);
        }
        return number;
    }

    private String client(ResultSet row) throws SQLException {
        String client = clients.get(row.getLong(1));
        if (client == null) {
            throw new SQLException("there is no session " + row.getLong(1));
        }
        return client;
    }

    private void each(String sql, Row row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }
}
