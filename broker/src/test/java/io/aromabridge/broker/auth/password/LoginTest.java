package io.aromabridge.broker.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the slow hash is paid, and when not. */
class LoginTest {
    /** Counts how often it is asked. */
    private static final class CountingHash implements PasswordHash {
        private final byte[] password;
        private final AtomicInteger asked = new AtomicInteger();

        CountingHash(String password) {
            this.password = password.getBytes(UTF_8);
        }

        @Override
        public boolean matches(byte[] candidate) {
            asked.incrementAndGet();
            return Arrays.equals(password, candidate);
        }

        @Override
        public String encoded() {
            return "";
        }
    }

    private final CountingHash alice = new CountingHash("alice's");
    private final CountingHash bob = new CountingHash("bob's");
    private final PasswordFile file = new PasswordFile(Map.of("alice", alice, "bob", bob), new SecureRandom());

    private boolean login(String user, String password) {
        return file.verify(user, password.getBytes(UTF_8));
    }

    @Test
    void paysOnceForARightPassword() {
        assertTrue(login("alice", "alice's"));
        assertTrue(login("alice", "alice's"));
        assertTrue(login("alice", "alice's"));

        assertEquals(1, alice.asked.get());
    }

    @Test
    void paysAgainForEachWrongPassword() {
        assertFalse(login("alice", "wrong"));
        assertFalse(login("alice", "wrong"));
        assertTrue(login("alice", "alice's"));
        assertFalse(login("alice", "wrong"));

        assertEquals(4, alice.asked.get());
        assertTrue(login("alice", "alice's"), "a wrong one does not make it forget");
        assertEquals(4, alice.asked.get());
    }

    @Test
    void remembersEachUserAlone() {
        assertTrue(login("alice", "alice's"));

        assertFalse(login("bob", "alice's"));
        assertFalse(login("alice", "bob's"));
        assertTrue(login("bob", "bob's"));
    }

    @Test
    void keepsNameAndPasswordApart() {
        PasswordFile ambiguous =
                new PasswordFile(Map.of("al", new CountingHash("ice"), "a", new CountingHash("x")), new SecureRandom());

        assertTrue(ambiguous.verify("al", "ice".getBytes(UTF_8)));
        assertFalse(ambiguous.verify("a", "lice".getBytes(UTF_8)));
    }

    @Test
    void paysOnceForAnUnknownUserAndRefusesEvenAPasswordThatFits() {
        for (String password : List.of("alice's", "bob's", "alice's")) {
            int before = alice.asked.get() + bob.asked.get();
            assertFalse(login("mallory", password), password);
            assertEquals(before + 1, alice.asked.get() + bob.asked.get(), "one hash for one try");
        }
    }

    @Test
    void takesTheSameHashEachTimeForTheSameUnknownUser() {
        for (int i = 0; i < 10; i++) {
            assertFalse(login("mallory", "guess " + i));
        }

        assertEquals(0, Math.min(alice.asked.get(), bob.asked.get()), "one was asked ten times, the other never");
        assertEquals(10, Math.max(alice.asked.get(), bob.asked.get()));
    }

    @Test
    void verifiesInManyThreadsAtOnce() throws Exception {
        PasswordHash hash = PasswordHash.create("right".getBytes(UTF_8), 50, new SecureRandom());
        PasswordFile shared = new PasswordFile(Map.of("alice", hash, "bob", hash), new SecureRandom());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return wrongAnswers(shared);
                }));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertEquals(0, result.get(10, TimeUnit.SECONDS), "wrong answers of one thread");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongAnswers(PasswordFile shared) {
        int wrong = 0;
        for (int i = 0; i < 100; i++) {
            String user = List.of("alice", "bob", "carol").get(i % 3);
            boolean right = i % 2 == 0;
            boolean expected = right && !user.equals("carol");
            if (shared.verify(user, (right ? "right" : "wrong").getBytes(UTF_8)) != expected) {
                wrong++;
            }
        }
        return wrong;
    }
}
