package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.app.config.BridgeSection;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.explain.Arns;
import io.aromabridge.app.explain.AwsIotWarnings;
import io.aromabridge.app.explain.Policy;
import io.aromabridge.app.explain.TopicExplanation;
import io.aromabridge.app.run.BridgeWiring;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.aws.AwsIotLimits;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.core.topic.TopicSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aroma explain}: what the configured routes mean. Nothing needs to run. */
@Command(
        name = "explain",
        description = {
            "Says what the bridge does with a topic: each route and fan-out that takes it, the topic on the other side,"
                    + " QoS, and whether AWS IoT takes it. Exit code 1 if none does.",
            "With --policy it prints the least policy that the bridge needs on AWS IoT Core. In a policy * is any text,"
                    + " also over several levels, and ? one character; + and # are no wildcards there, but stand in the"
                    + " text of the filters that iot:Subscribe names."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final AwsIotLimits LIMITS = AwsIotLimits.DEFAULT;

    private final CommandContext context;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "A topic, without wildcards.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--policy", description = "Prints the AWS IoT policy for the configured routes.")
    private boolean policy;

    @Option(
            names = "--region",
            paramLabel = "R",
            description = "AWS region, such as us-west-2; default: that of bridge.cloud.host.")
    private Optional<String> region = Optional.empty();

    @Option(names = "--account", paramLabel = "A", description = "AWS account, twelve digits.")
    private Optional<String> account = Optional.empty();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec;

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws AromaException, ConfigurationException {
        Optional<TopicName> name = checkedLine();
        BridgeSection bridge = common.configuration(context, List.of()).bridge();
        Routes routes = BridgeWiring.routes(bridge);
        return (name.isPresent() ? explain(routes, name.get()) : policy(bridge, routes)).code();
    }

    private Optional<TopicName> checkedLine() {
        require(topic.isPresent() != policy, "give either TOPIC or --policy");
        require(policy || (region.isEmpty() && account.isEmpty()), "--region and --account are for --policy");
        require(
                region.isEmpty() || region.get().matches("[a-z0-9-]+"),
                "--region: expected a region such as us-west-2");
        require(account.isEmpty() || account.get().matches("[0-9]{12}"), "--account: expected twelve digits");
        try {
            return topic.map(TopicName::of);
        } catch (TopicSyntaxException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private ExitCode explain(Routes routes, TopicName name) {
        TopicExplanation explanation = new TopicExplanation(routes, LIMITS);
        List<String> lines = explanation.lines(name);
        lines.forEach(context.console()::print);
        if (lines.isEmpty()) {
            context.console()
                    .say("aroma: no route takes " + name
                            + explanation
                                    .nearest(name)
                                    .map(route -> "; the nearest is \"" + route + "\"")
                                    .orElse("; see bridge.routes in the configuration"));
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private ExitCode policy(BridgeSection bridge, Routes routes) {
        Arns arns = new Arns(
                region.or(() -> Arns.regionOf(bridge.cloud().host())).orElse(Arns.REGION),
                account.orElse(Arns.ACCOUNT));
        Policy document = Policy.of(arns, bridge.cloudClientId(), routes);
        context.console().print(document.json());
        if (arns.region().equals(Arns.REGION)) {
            context.console().say("aroma: put your region in place of REGION, or give --region");
        }
        if (arns.account().equals(Arns.ACCOUNT)) {
            context.console().say("aroma: put your account in place of ACCOUNT, or give --account");
        }
        AwsIotWarnings.of(routes, document, LIMITS)
                .forEach(warning -> context.console().say("aroma: warning: " + warning));
        return ExitCode.DONE;
    }
}
