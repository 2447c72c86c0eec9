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
        private final Session session;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Init(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws AromaException {
            DevelopmentAuthority authority = common.workspace(session).authority();
            session.console().say("The development authority's certificate:");
            session.console().print(authority.certificateFile().toString());
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
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "Stands in the certificate.")
        private String name;

        @Option(names = "--out", paramLabel = "DIR", description = "Where to; default certs/dev/NAME.")
        private Optional<Path> out = Optional.empty();

        @Mixin
        private CommonOptions common = new CommonOptions();

        Device(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws AromaException {
            Path folder = out.orElse(common.workspace(session).certs().resolve(name));
            DeviceFiles files = common.workspace(session).authority().issueDevice(name, folder);
            session.console().print("ca:          " + files.ca());
            session.console().print("certificate: " + files.certificate());
            session.console().print("private key: " + files.privateKey());
            return 0;
        }
    }

    /** {@code aroma certs show}. */
    @Command(name = "show", description = "Says what a PEM file holds.")
    static final class Show implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "FILE", description = "A certificate, a chain or a private key.")
        private Path file;

        Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws AromaException {
            session.console()
                    .print(CertificateReport.describe(file, session.clock()).stripTrailing());
            return 0;
        }
    }

    /** {@code aroma certs check}. */
    @Command(name = "check", description = "Says what is wrong or expires within 30 days; exit code 1 for errors.")
    static final class Check implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where to look; default certs/dev.")
        private Optional<Path> folder = Optional.empty();

        @Mixin
        private CommonOptions common = new CommonOptions();

        Check(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws AromaException {
            List<Finding> findings = CertificateReport.check(
                    folder.orElse(common.workspace(session).certs()), session.clock());
            for (Finding finding : findings) {
                session.console().print(finding.severity() + "  " + finding.file() + ": " + finding.message());
            }
            boolean wrong = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
            return (wrong ? ExitCode.FAILED : ExitCode.DONE).code();
        }
    }
}
