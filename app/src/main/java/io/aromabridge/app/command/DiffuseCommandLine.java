package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.run.DiffusionWatch;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.Target;
import io.aromabridge.bridge.fanout.DeviceList;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.simulator.diffusion.DiffuseCommand;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aroma diffuse}: publishes a diffusion and says what became of it. */
@Command(
        name = "diffuse",
        description = {
            "Publishes a diffusion for each serial number, given here or in a list, and says what became of it.",
            "Finds the running system by --endpoints, else by DATA/endpoints.json, else by the configuration."
        })
final class DiffuseCommandLine implements Callable<Integer> {
    /** For connecting, and for the acknowledgement. */
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    private final CommandContext context;

    @Parameters(paramLabel = "SERIAL", arity = "0..*", description = "Serial numbers such as ASN2A00002.")
    private List<String> serials = new ArrayList<>();

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "Serial numbers, one a line; what stands behind a # does not count.")
    private Optional<Path> list = Optional.empty();

    @Option(names = "--channel", paramLabel = "N", description = "1 to 6; default ${DEFAULT-VALUE}.")
    private int channel = 1;

    @Option(names = "--duration", paramLabel = "MS", description = "0 to 10000 ms; default ${DEFAULT-VALUE}.")
    private int durationMs = 3000;

    @Option(names = "--intensity", paramLabel = "PERCENT", description = "0 to 100; default ${DEFAULT-VALUE}.")
    private int intensity = 100;

    @Option(names = "--booster", description = "With the booster.")
    private boolean booster;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = RunOptions.DurationConverter.class,
            description = "How long to wait for the devices; default 5s.")
    private Duration timeout = Duration.ofSeconds(5);

    @Option(names = "--json", description = "Prints the lines of the diffusion log.")
    private boolean json;

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Spec
    private CommandSpec spec;

    DiffuseCommandLine(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException, ConfigurationException {
        client.applyLogging();
        List<Message> messages = messages();
        Installation installation = client.installation(context);
        Optional<Endpoints> running = client.running(installation);
        Target target = Target.find(installation, running);
        Optional<DiffusionWatch> watch = DiffusionWatch.of(running, messages);
        publish(target, messages);
        return (watch.isPresent() ? report(watch.get()) : unwatched(target)).code();
    }

    private List<Message> messages() throws AromaException {
        if (serials.isEmpty() && list.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'SERIAL', or --list FILE");
        }
        Set<String> each = new LinkedHashSet<>(serials);
        if (list.isPresent()) {
            each.addAll(DeviceList.read(list.get()));
        }
        try {
            DiffuseCommand command = new DiffuseCommand(channel, durationMs, intensity, booster);
            List<Message> messages = new ArrayList<>();
            for (String serial : each) {
                messages.add(new Message(DiffuseCommand.topic(serial), command.toPayload(), QoS.AT_LEAST_ONCE, false));
            }
            return messages;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void publish(Target target, List<Message> messages) throws AromaException {
        String clientId = "aroma-diffuse-" + HexFormat.of().toHexDigits(new SplittableRandom().nextLong());
        try (MqttConnection connection = MqttConnection.connect(target.endpoint(), clientId, BROKER_TIMEOUT)) {
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            messages.forEach(m -> sent.add(connection.publish(m)));
            for (CompletableFuture<Void> each : sent) {
                MqttConnection.await(each);
            }
        }
    }

    private ExitCode unwatched(Target target) {
        context.console()
                .say("Sent, and acknowledged by " + target.endpoint().address() + ". No diffusion log is known here,"
                        + " so what the devices did with it is not.");
        return ExitCode.DONE;
    }

    private ExitCode report(DiffusionWatch watch) throws AromaException {
        boolean rejected = false;
        for (DiffusionWatch.Seen seen : watch.await(timeout)) {
            context.console().print(json ? seen.line() : seen.sentence());
            rejected |= seen.rejected();
        }
        if (!watch.missing().isEmpty()) {
            context.console()
                    .say("aroma: no word of " + String.join(", ", watch.missing()) + " within "
                            + timeout.toMillis() + " ms; simulated devices here: " + String.join(", ", watch.devices())
                            + ". Does a route of the bridge take the topic, and is the cloud connected?");
            return ExitCode.TIMED_OUT;
        }
        return rejected ? ExitCode.FAILED : ExitCode.DONE;
    }
}
