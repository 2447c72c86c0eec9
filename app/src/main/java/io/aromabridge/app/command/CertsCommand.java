package io.aromabridge.app.command;

import io.aromabridge.app.ExitCode;
import io.aromabridge.certs.CertificateReport;
import io.aromabridge.certs.DevelopmentAuthority;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.certs.Finding;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aroma certs}: the development authority and what it signs. */
@Command(name = "certs", description = "Keys and certificates for development.")
final class CertsCommand extends Group {
    /** {@code aroma certs init}. */
    @Command(name = "init", description = "Makes the development authority, unless it is there.")
    static final class Init implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Init(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException {
            DevelopmentAuthority authority = common.workspace(context).authority();
            context.console().say("The development authority's certificate:");
            context.console().print(authority.certificateFile().toString());
            return 0;
        }
    }

    /** {@code aroma certs device}. */
    @Command(
            name = "device",
            description = {
                "Makes a device certificate under AWS's file names.",
                "It is registered nowhere, so the stand-in refuses it; for one that may connect: aroma cloud thing add"
            })
    static final class Device implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "NAME", description = "Stands in the certificate.")
        private String name;

        @Option(names = "--out", paramLabel = "DIR", description = "Where to; default certs/dev/NAME.")
        private Optional<Path> out = Optional.empty();

        @Mixin
        private CommonOptions common = new CommonOptions();

        Device(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException {
            Path folder = out.orElse(common.workspace(context).certs().resolve(name));
            DeviceFiles files = common.workspace(context).authority().issueDevice(name, folder);
            context.console().print("ca:          " + files.ca());
            context.console().print("certificate: " + files.certificate());
            context.console().print("private key: " + files.privateKey());
            return 0;
        }
    }

    /** {@code aroma certs show}. */
    @Command(name = "show", description = "Says what a PEM file holds.")
    static final class Show implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "FILE", description = "A certificate, a chain or a private key.")
        private Path file;

        Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException {
            context.console()
                    .print(CertificateReport.describe(file, context.clock()).stripTrailing());
            return 0;
        }
    }

    /** {@code aroma certs check}. */
    @Command(name = "check", description = "Says what is wrong or expires within 30 days; exit code 1 for errors.")
    static final class Check implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where to look; default certs/dev.")
        private Optional<Path> folder = Optional.empty();

        @Mixin
        private CommonOptions common = new CommonOptions();

        Check(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws AromaException {
            List<Finding> findings = CertificateReport.check(
                    folder.orElse(common.workspace(context).certs()), context.clock());
            for (Finding finding : findings) {
                context.console().print(finding.severity() + "  " + finding.file() + ": " + finding.message());
            }
            boolean wrong = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
            return (wrong ? ExitCode.FAILED : ExitCode.DONE).code();
        }
    }
}
