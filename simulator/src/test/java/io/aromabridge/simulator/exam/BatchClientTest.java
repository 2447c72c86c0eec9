package io.aromabridge.simulator.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aromabridge.simulator.FakeTransport.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The exact windows of the seed's own program, which reads what came at fixed moments: the UUID a second after its login,
 * then every two seconds all commands so far, to each of which it replies again, until the final message came last.
 */
class BatchClientTest {
    /** When it looks, in milliseconds after the login: a second, three more, then each two seconds, five times. */
    private static final List<Integer> LOOKS = List.of(4000, 6000, 8000, 10_000, 12_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void passes(int seed) {
        ExamRoom room = new ExamRoom(ExamRules.standard(), new SplittableRandom(seed));
        room.login("2547841");
        room.timers.advanceMillis(1000);
        List<String> uuids = room.transport.texts("2547841/UUID");
        assertEquals(1, uuids.size(), "the UUID must be there within a second, once");
        String uuid = uuids.get(0);
        assertEquals(List.of(), room.transport.said(uuid), "it subscribes only now: a command would be lost");
        Optional<Integer> passed = Optional.empty();
        int now = 1000;
        for (int look : LOOKS) {
            room.timers.advanceMillis(look - now);
            now = look;
            List<String> heard = room.transport.texts(uuid);
            assertFalse(heard.isEmpty(), "nothing was said " + look + " ms after the login");
            if (heard.get(heard.size() - 1).equals(ExamRules.WELL_DONE)) {
                passed = Optional.of(look);
                break;
            }
            room.replyToAll(uuid);
        }
        List<String> all = new ArrayList<>();
        room.transport.said(uuid).stream().map(Said::toString).forEach(all::add);
        assertEquals(true, passed.isPresent(), () -> "no final message: " + all);
        room.timers.advanceMillis(10_000);
        assertEquals(all.size(), room.transport.said(uuid).size(), "it was not the last message");
    }
}
