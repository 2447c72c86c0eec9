package io.aromabridge.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aromabridge.testing.mqtt.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listener by identity by action: nobody who is not known or not allowed reads or writes anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class AccessTableTest {
    /**
     * Who may do what. {@code connect} is how CONNECT is answered; who is not let in can do nothing. {@code subscribe} is
     * the code in SUBACK: with an ACL file every subscription is taken, and the file decides at each delivery.
     * {@code another's} is whether it may have the session of the user alice, and end her connection.
     */
    private static final String TABLE =
            """
            listener   | identity            | connect   | write | subscribe | read | $SYS | another's
            OPEN       | NOBODY              | closed    |       |           |      |      |
            OPEN       | ANONYMOUS           | in        | yes   | 1         | yes  | yes  | yes
            OPEN       | WRONG_PASSWORD      | in        | yes   | 1         | yes  | yes  | yes
            OPEN       | ALICE               | in        | yes   | 1         | yes  | yes  | yes
            PASSWORD   | NOBODY              | closed    |       |           |      |      |
            PASSWORD   | ANONYMOUS           | refused 5 |       |           |      |      |
            PASSWORD   | WRONG_PASSWORD      | refused 4 |       |           |      |      |
            PASSWORD   | UNKNOWN_USER        | refused 4 |       |           |      |      |
            PASSWORD   | ALICE               | in        | yes   | 1         | yes  | yes  | yes
            PASSWORD   | MALLORY             | in        | yes   | 1         | yes  | yes  | refused 2
            ACL        | NOBODY              | closed    |       |           |      |      |
            ACL        | ANONYMOUS           | in        | no    | 1         | no   | no   | refused 2
            ACL        | WRONG_PASSWORD      | refused 4 |       |           |      |      |
            ACL        | UNKNOWN_USER        | refused 4 |       |           |      |      |
            ACL        | ALICE               | in        | yes   | 1         | yes  | yes  | yes
            ACL        | MALLORY             | in        | no    | 1         | no   | no   | refused 2
            WEBSOCKET  | NOBODY              | closed    |       |           |      |      |
            WEBSOCKET  | ANONYMOUS           | refused 5 |       |           |      |      |
            WEBSOCKET  | WRONG_PASSWORD      | refused 4 |       |           |      |      |
            WEBSOCKET  | ALICE               | in        | yes   | 1         | yes  | yes  | yes
            WEBSOCKET  | MALLORY             | in        | no    | 1         | no   | no   | refused 2
            MUTUAL_TLS | NOBODY              | closed    |       |           |      |      |
            MUTUAL_TLS | ANONYMOUS           | closed    |       |           |      |      |
            MUTUAL_TLS | ALICE               | closed    |       |           |      |      |
            MUTUAL_TLS | FOREIGN_CERTIFICATE | closed    |       |           |      |      |
            MUTUAL_TLS | CERTIFICATE         | in        | yes   | 1         | yes  | no   | refused 2
            """;

    private record Row(Door door, Identity identity, List<String> cells) {
        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(Door.valueOf(cells.get(0)), Identity.valueOf(cells.get(1)), cells);
        }

        String expected(Action.Right right) {
            String connect = cells.get(2);
            if (!connect.equals("in")) {
                return connect;
            }
            return switch (right) {
                case NONE -> connect;
                case WRITE -> cells.get(3);
                // A client whose will it is may not even come in.
                case WILL -> cells.get(3).equals("yes") ? "yes" : "refused 5";
                case SUBSCRIBE -> "answered " + cells.get(4);
                case READ -> cells.get(5);
                case SYS -> cells.get(6);
                case NOBODYS -> "no";
                case SESSION -> cells.get(7);
            };
        }
    }

    private @SuppressWarnings("NullAway.Init") Place place;
    private @SuppressWarnings("NullAway.Init") RawClient witness;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        place = new Place(folder);
        witness = place.insider("witness", "witness", true).subscribed("#", 0);
        witness.subscribed("$SYS/broker/version", 0).read(3);
    }

    @AfterAll
    void close() throws IOException {
        witness.close();
        place.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsAsTheTableSays() {
        List<DynamicTest> cells = new ArrayList<>();
        TABLE.lines().skip(1).map(Row::of).forEach(row -> {
            for (Action action : Action.values()) {
                int number = cells.size();
                String cell = row.door() + ", " + row.identity() + ": " + action;
                cells.add(DynamicTest.dynamicTest(
                        cell,
                        () -> assertEquals(
                                row.expected(action.right),
                                action.by(
                                        new Actor(place, row.door(), row.identity()),
                                        new Scene(place, witness, number)),
                                cell)));
            }
        });
        return cells.stream();
    }
}
