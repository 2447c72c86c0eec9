package io.aromabridge.app.command;

import io.aromabridge.app.config.Configuration;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.config.ConfigurationSchema;
import io.aromabridge.app.run.BridgeWiring;
import io.aromabridge.app.run.FanOutWiring;
import io.aromabridge.app.run.Parts;
import io.aromabridge.bridge.route.Routes;
import io.aromabridge.core.AromaException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aroma config}: the configuration, looked at. */
@Command(name = "config", description = "Checks and shows the configuration.")
final class ConfigCommand extends Group {
    /** {@code aroma config check}. */
    @Command(name = "check", description = "Lists everything that is wrong; exit code 3 if anything is.")
    static final class Check implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Check(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException, ConfigurationException {
            Configuration configuration = common.configuration(context, List.of());
            Routes routes = BridgeWiring.routes(configuration.bridge());
            Parts.checkAccessFiles(configuration);
            FanOutWiring.warnings(configuration.bridge(), routes)
                    .forEach(warning -> context.console().say("aroma: warning: " + warning));
            context.console().say("The configuration is good.");
            return 0;
        }
    }

    /** {@code aroma config print}. */
    @Command(name = "print", description = "Shows every setting that holds, and where it comes from.")
    static final class Print implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Print(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws ConfigurationException {
            common.configuration(context, List.of()).print().forEach(context.console()::print);
            return 0;
        }
    }

    /** {@code aroma config schema}. */
    @Command(
            name = "schema",
            description = {
                "Prints the JSON Schema of the configuration file, with which an editor completes and checks it.",
                "Where the editor speaks to yaml-language-server: aroma config schema > aroma.schema.json, and as first"
                        + " line of the file: # yaml-language-server: $$schema=aroma.schema.json"
            })
    static final class Schema implements Callable<Integer> {
        private final CommandContext context;

        Schema(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.console().print(ConfigurationSchema.json());
            return 0;
        }
    }
}
