package io.aromabridge.app.run;

import io.aromabridge.app.config.BrokerSection;
import io.aromabridge.broker.session.SessionStore;
import io.aromabridge.broker.store.SessionFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.health.HealthCheck;
import java.nio.file.Path;

/** Where the local broker keeps its sessions, as the configuration wants it. */
final class LocalSessions {
    private LocalSessions() {}

    /**
     * Opens it.
     *
     * @param running closes it, after the broker that is added later
     * @throws AromaException FAILED if the folder cannot be used
     */
    static SessionStore open(Installation installation, Observed observed, Running running) throws AromaException {
        BrokerSection.Sessions section = installation.configuration().broker().sessions();
        if (section.kind() == BrokerSection.Sessions.Kind.MEMORY) {
            return SessionStore.inMemory();
        }
        Path folder = section.folder().orElse(installation.workspace().sessionFolder());
        SessionFiles files =
                SessionFiles.open(folder.toAbsolutePath().normalize(), section.sync(), installation.clock());
        running.add(files::close);
        observed.check(new HealthCheck("broker sessions", files::problem));
        return files;
    }
}
