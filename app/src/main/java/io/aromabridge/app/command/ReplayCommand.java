package io.aromabridge.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.recording.Replay;
import io.aromabridge.app.recording.ReplayPlan;
import io.aromabridge.app.run.Lifetime;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aroma replay}: publishes the messages of a recording again. */
@Command(
        name = "replay",
        description = {
            "Publishes the messages of a recording again, in their order and with their times, QoS and retain.",
            "Finds the running system by --endpoints, else by DATA/endpoints.json, else by the configuration."
        })
final class ReplayCommand implements Callable<Integer> {
    /** For connecting, and for each acknowledgement. */
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "What 'aroma record' or a test wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "2 is twice as fast as recorded; 0 as fast as possible; default ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Option(names = "--json", description = "Prints the counts as a JSON object.")
    private boolean json;

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Spec
    private CommandSpec spec;

    ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException, ConfigurationException {
        client.applyLogging();
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ParameterException(
                    spec.commandLine(), "--speed " + speed + ": expected a number above 0, or 0 for no waits");
        }
        Lifetime lifetime = Lifetime.begin(Optional.empty());
        ReplayPlan plan = ReplayPlan.of(file);
        plan.torn().ifPresent(torn -> context.console().say("aroma: " + torn));
        Map<Side, Endpoint> endpoints = new EnumMap<>(Side.class);
        for (Side side : plan.messages().keySet()) {
            endpoints.put(side, endpoint(side));
        }
        Map<Side, MqttConnection> connections = new EnumMap<>(Side.class);
        try {
            for (Map.Entry<Side, Endpoint> each : endpoints.entrySet()) {
                connections.put(each.getKey(), connect(each.getValue()));
            }
            return replay(new Replay(plan, speed, connections), plan, lifetime).code();
        } finally {
            connections.values().forEach(MqttConnection::close);
        }
    }

    private Endpoint endpoint(Side side) throws AromaException, ConfigurationException {
        return client.at(side, context)
                .orElseThrow(() -> new AromaException(
                        Kind.UNREACHABLE,
                        file + ": it has messages to publish at \"" + side.text()
                                + "\", which the running system does not have; name the endpoints file of one that has"
                                + " with --endpoints"));
    }

    private static MqttConnection connect(Endpoint endpoint) throws AromaException {
        String clientId = "aroma-replay-" + HexFormat.of().toHexDigits(new SplittableRandom().nextLong());
        return MqttConnection.connect(endpoint, clientId, BROKER_TIMEOUT);
    }

    private ExitCode replay(Replay replay, ReplayPlan plan, Lifetime lifetime) throws AromaException {
        long begin = System.nanoTime();
        ReplayProgress progress = ReplayProgress.start(context.console(), plan, replay);
        try {
            Optional<ExitCode> ended = lifetime.awaitOr(inBackground(replay));
            progress.stop();
            report(replay.count(), (System.nanoTime() - begin) / 1_000_000);
            return ended.orElse(ExitCode.DONE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AromaException known) {
                throw new AromaException(
                        known.kind(),
                        known.getMessage() + " (" + replay.count().total() + " of " + plan.total()
                                + " messages were published, " + replay.count().acknowledged()
                                + " acknowledged)",
                        known);
            }
            throw new AromaException(Kind.FAILED, "the replay failed: " + e.getCause(), e);
        } finally {
            progress.stop();
            replay.stop();
        }
    }

    private static CompletableFuture<Void> inBackground(Replay replay) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        replay.run();
                        done.complete(null);
                    } catch (AromaException | RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        done.completeExceptionally(e);
                    }
                },
                "replay");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void report(Replay.Count count, long millis) {
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("file", file.toString()).put("published", count.total());
            count.published().forEach((side, messages) -> node.put(side.text(), messages));
            context.console()
                    .print(node.put("acknowledged", count.acknowledged())
                            .put("seconds", millis / 1000.0)
                            .toString());
        } else {
            context.console()
                    .print(file + ": " + Counted.messages(count.total()) + " published in "
                            + Math.round(millis / 100.0) / 10.0 + " s (" + Counted.sides(count.published()) + "), "
                            + count.acknowledged() + " acknowledged");
        }
    }
}
