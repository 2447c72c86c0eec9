package io.aromabridge.broker.fuzz;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Strangers attack a broker over all carriers at once, while good clients go on. */
final class Siege implements AutoCloseable {
    private static final int STRANGERS = 3;
    private static final long PATIENCE_MINUTES = 200;

    private final Target target = new Target();
    private final List<GoodClient> good = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final RawClient bystander;
    private final RawClient auditor;
    private final Map<Carrier, Map<String, int[]>> kinds = new TreeMap<>();

    Siege() throws Exception {
        for (Carrier each : Carrier.values()) {
            GoodClient client = new GoodClient(target, each);
            good.add(client);
            running.add(start(client));
        }
        bystander = target.client(Carrier.TCP, "bystander", "bystander").subscribed("#", 2);
        auditor = target.client(Carrier.TCP, "auditor", "auditor");
    }

    private static CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(task, runnable -> {
            Thread thread = new Thread(runnable, "siege");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** So many inputs over each carrier, beginning with this seed; then what the strangers have left is swept away. */
    void attack(long firstSeed, int inputs) throws Exception {
        List<CompletableFuture<Void>> strangers = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            AtomicLong next = new AtomicLong(firstSeed);
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(start(() -> {
                    for (long seed = next.getAndIncrement(); seed < firstSeed + inputs; seed = next.getAndIncrement()) {
                        one(carrier, seed);
                    }
                }));
            }
        }
        await(strangers);
        settle();
    }

    /** One input. */
    void one(Carrier carrier, long seed) {
        try {
            Attack.Outcome outcome = new Attack(carrier, seed).run(target);
            synchronized (kinds) {
                int[] counts = kinds.computeIfAbsent(carrier, unused -> new TreeMap<>())
                        .computeIfAbsent(outcome.kind(), unused -> new int[2]);
                counts[0]++;
                counts[1] += outcome.connected() ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("seed " + seed + " over " + carrier, e);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " over " + carrier + ": " + e.getMessage(), e);
        }
    }

    /** Ends early if a stranger or a good client has failed. */
    private void await(List<CompletableFuture<Void>> strangers) throws Exception {
        CompletableFuture<Void> all = CompletableFuture.allOf(strangers.toArray(CompletableFuture[]::new));
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (CompletableFuture<Void> each : strangers) {
            var unused = each.exceptionally(error -> {
                failed.completeExceptionally(error);
                return null;
            });
        }
        CompletableFuture<Object> broken = CompletableFuture.anyOf(running.toArray(CompletableFuture[]::new));
        CompletableFuture.anyOf(all, broken, failed).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    /** Waits until the strangers' connections are closed, and takes away what they left. */
    private void settle() throws IOException {
        int clients = good.size() + 2;
        reach("aroma_broker_connections", clients);
        Set<String> ids = new HashSet<>(Set.of("bystander", "auditor"));
        good.forEach(each -> ids.add(each.clientId()));
        target.sweep(ids);
        reach("aroma_broker_connections", clients);
        reach("aroma_broker_sessions", clients);
    }

    private void reach(String gauge, int value) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (target.sample(gauge) != value && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        if (target.sample(gauge) != value) {
            throw new AssertionError(gauge + " is " + target.sample(gauge) + " and should be " + value);
        }
    }

    /** Good clients were served, and nobody has seen what was not for them. */
    void end() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        good.forEach(GoodClient::stop);
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        target.broker.publish(Message.of("news/end", "the end", QoS.AT_LEAST_ONCE));
        RawPacket first = bystander.read();
        if (first.type() != 3 || !first.payload().equals("the end")) {
            throw new AssertionError("the bystander has seen " + first);
        }
        // One retained message of each good client; their subscription, the bystander's, and this one.
        expectSys("$SYS/broker/retained messages/count", good.size());
    }

    private void expectSys(String topic, int atLeast) throws IOException {
        auditor.subscribed(topic, 0);
        while (Integer.parseInt(auditor.read(3).payload()) < atLeast) {
            // The next update is nearer to the truth.
        }
    }

    /** Round trips of the good clients. */
    int rounds() {
        return good.stream().mapToInt(GoodClient::rounds).sum();
    }

    /** Inputs by carrier and kind, with those after a successful CONNECT. */
    Map<Carrier, Map<String, int[]>> kinds() {
        return kinds;
    }

    @Override
    public void close() throws IOException {
        for (GoodClient each : good) {
            each.close();
        }
        bystander.close();
        auditor.close();
        target.close();
    }
}
