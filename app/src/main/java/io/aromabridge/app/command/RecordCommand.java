package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.recording.RecordedTopics;
import io.aromabridge.app.recording.Recorder;
import io.aromabridge.app.run.Lifetime;
import io.aromabridge.certs.Endpoint;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicSyntaxException;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.recording.RecordingHeader;
import io.aromabridge.simulator.recording.RecordingWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aroma record}: the messages of a running system, into a file. */
@Command(
        name = "record",
        description = {
            "Records the messages that pass at the local broker and at the cloud, one JSON object a line, until Ctrl-C.",
            "Finds the running system by --endpoints, else by DATA/endpoints.json, else by the configuration."
        })
final class RecordCommand implements Callable<Integer> {
    /** Says what is wrong with a filter. */
    static final class FilterConverter implements CommandLine.ITypeConverter<TopicFilter> {
        @Override
        public TopicFilter convert(String text) {
            try {
                return TopicFilter.of(text);
            } catch (TopicSyntaxException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "Where to; it must not be there yet.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replaces FILE, if it is there.")
    private boolean force;

    @Option(
            names = "--topic",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only these topics; may be given several times. Default: # without the canaries.")
    private List<TopicFilter> topics = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "SIDE",
            description = "Only here: local or cloud. Default: both; of the cloud, if local is there, only to be read.")
    private Optional<Side> only = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = RunOptions.DurationConverter.class,
            description = "Stops by itself after so long: 500ms, 10s, 2m.")
    private Optional<Duration> bound = Optional.empty();

    @Mixin
    private ClientOptions client = new ClientOptions();

    RecordCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException, ConfigurationException {
        client.applyLogging();
        if (Files.exists(file) && !force) {
            throw new AromaException(
                    Kind.FAILED, file + ": it is there already; choose another name, or replace it with --force");
        }
        Lifetime lifetime = Lifetime.begin(bound);
        RecordedTopics recorded = RecordedTopics.of(topics);
        Map<Side, Endpoint> sources = sources(recorded);
        Side published = sources.containsKey(Side.LOCAL) ? Side.LOCAL : Side.CLOUD;
        RecordingHeader header = header(recorded, sources);
        try (RecordingWriter writer =
                        force ? RecordingWriter.replace(file, header) : RecordingWriter.create(file, header);
                Recorder recorder = new Recorder(writer, recorded, published, context.clock())) {
            ExitCode code = record(recorder, sources, lifetime);
            context.console().print(file + ": " + counted(recorder.messages()));
            return code.code();
        }
    }

    /** The brokers to record at, tried. */
    private Map<Side, Endpoint> sources(RecordedTopics recorded) throws AromaException, ConfigurationException {
        Map<Side, Endpoint> sources = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            if (only.isEmpty() || only.get() == side) {
                try {
                    Optional<Endpoint> endpoint = client.at(side, context);
                    if (endpoint.isPresent()) {
                        Recorder.check(side, endpoint.get(), recorded);
                        sources.put(side, endpoint.get());
                    }
                } catch (AromaException e) {
                    if (side == Side.LOCAL || only.isPresent() || sources.isEmpty()) {
                        throw e;
                    }
                    context.console().say("aroma: the cloud is not recorded: " + e.getMessage());
                }
            }
        }
        if (sources.isEmpty()) {
            throw new AromaException(
                    Kind.UNREACHABLE,
                    "the running system has no " + only.map(Side::text).orElse("broker")
                            + "; name the endpoints file of one that has with --endpoints");
        }
        return sources;
    }

    private RecordingHeader header(RecordedTopics recorded, Map<Side, Endpoint> sources) {
        Map<String, Integer> ports = sources.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().text(), e -> e.getValue().port()));
        return new RecordingHeader(
                context.clock().instant(), OptionalLong.empty(), "aroma record: " + names(recorded), ports);
    }

    private static String names(RecordedTopics recorded) {
        return recorded.filters().stream().map(TopicFilter::value).collect(Collectors.joining(" "));
    }

    private ExitCode record(Recorder recorder, Map<Side, Endpoint> sources, Lifetime lifetime) throws AromaException {
        try {
            CompletableFuture<?> ready = CompletableFuture.anyOf(recorder.start(sources), recorder.failure());
            Optional<ExitCode> ended = lifetime.awaitOr(ready);
            if (ended.isEmpty()) {
                context.console()
                        .say("Recording at "
                                + sources.values().stream()
                                        .map(Endpoint::toString)
                                        .collect(Collectors.joining(" and "))
                                + " into " + file + ". Ctrl-C ends it.");
                ended = lifetime.awaitOr(recorder.failure());
            }
            recorder.close();
            return ended.orElse(ExitCode.DONE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AromaException known) {
                throw known;
            }
            throw new AromaException(Kind.FAILED, "recording failed: " + e.getCause(), e);
        }
    }

    private static String counted(Map<Side, Long> messages) {
        long total = messages.values().stream().mapToLong(Long::longValue).sum();
        return Counted.messages(total) + " recorded (" + Counted.sides(messages) + ")";
    }
}
