package io.aromabridge.app.command;

import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.Observed;
import io.aromabridge.app.run.Parts;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.cloud.aws.Registration;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aroma cloud thing}: what may connect to the stand-in. A stand-in that runs learns of it at once. */
@Command(name = "thing", description = "Things that may connect to the stand-in.")
final class ThingCommand extends Group {
    private static Parts parts(CommandContext context, CommonOptions common) throws ConfigurationException {
        common.applyLogging();
        return new Parts(
                new Installation(
                        common.configuration(context, List.of()),
                        common.workspace(context),
                        Journal.none(),
                        context.clock(),
                        new SplittableRandom()),
                new Observed());
    }

    /** {@code aroma cloud thing add}. */
    @Command(name = "add", description = "Makes a certificate for a thing, under AWS's file names, and registers it.")
    static final class Add implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "NAME", description = "1 to 128 of a-z, A-Z, 0-9, ':', '_' and '-'.")
        private String name;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Add(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException, ConfigurationException {
            Parts parts = parts(context, common);
            boolean there =
                    parts.registry().list().stream().anyMatch(r -> r.thing().equals(name));
            DeviceFiles files = parts.thing(name);
            context.console()
                    .say((there ? "There is thing '" : "Added thing '") + name + "'"
                            + (there ? " already." : ", ACTIVE.") + " Its files, under AWS's names:");
            context.console().print("ca:          " + files.ca());
            context.console().print("certificate: " + files.certificate());
            context.console().print("private key: " + files.privateKey());
            context.console()
                    .say("In seed 000's Python: configureCredentials(\"" + files.ca() + "\", \"" + files.privateKey()
                            + "\", \"" + files.certificate() + "\")");
            return 0;
        }
    }

    /** {@code aroma cloud thing list}. */
    @Command(name = "list", description = "Lists the registered things.")
    static final class ListThings implements Callable<Integer> {
        private final CommandContext context;

        @Option(names = "--json", description = "One JSON object a line.")
        private boolean json;

        @Mixin
        private CommonOptions common = new CommonOptions();

        ListThings(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException, ConfigurationException {
            List<Registration> all = parts(context, common).registry().list();
            if (all.isEmpty()) {
                context.console().say("No things. Add one with: aroma cloud thing add NAME");
            }
            for (Registration r : all) {
                context.console().print(json ? json(r) : line(r));
            }
            return 0;
        }

        private static String line(Registration r) {
            return r.thing() + "  " + r.status() + "  " + r.certificateId() + "  " + r.registeredAt();
        }

        private static String json(Registration r) {
            // Names, identifiers and times hold nothing that JSON escapes.
            return "{\"thing\":\"" + r.thing() + "\",\"status\":\"" + r.status() + "\",\"certificateId\":\""
                    + r.certificateId() + "\",\"registeredAt\":\"" + r.registeredAt() + "\"}";
        }
    }
}
