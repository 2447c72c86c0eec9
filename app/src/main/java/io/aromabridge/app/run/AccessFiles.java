package io.aromabridge.app.run;

import io.aromabridge.app.config.BrokerSection;
import io.aromabridge.broker.auth.Authorizer;
import io.aromabridge.broker.auth.acl.AccessRules;
import io.aromabridge.broker.auth.acl.AclFile;
import io.aromabridge.broker.auth.password.PasswordFile;
import io.aromabridge.broker.auth.reload.FileWatch;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.time.Timers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;

/** The password file and the ACL files of the local broker, read again when they change and on SIGHUP. */
final class AccessFiles implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "access-files");
        made.setDaemon(true);
        return made;
    });
    private final FileWatch<PasswordFile> passwords;
    private final Map<Path, FileWatch<AccessRules>> rules = new LinkedHashMap<>();
    private volatile IntSupplier closeRevoked = () -> 0;

    private AccessFiles(BrokerSection section, Path passwordFile, InstantSource clock) throws AromaException {
        Timers timers = Timers.on(thread, clock);
        try {
            passwords = FileWatch.start(passwordFile, PasswordFile::read, timers, this::changed);
            for (Path file : aclFiles(section)) {
                rules.put(file, FileWatch.start(file, AclFile::read, timers, (unused, now) -> now.summary()));
            }
        } catch (AromaException e) {
            thread.shutdownNow();
            throw e;
        }
    }

    /**
     * Reads all of them.
     *
     * @throws AromaException CONFIGURATION, with all errors of the first file that has any
     */
    static AccessFiles read(BrokerSection section, Path passwordFile, InstantSource clock) throws AromaException {
        return new AccessFiles(section, passwordFile, clock);
    }

    /**
     * Reads those that are configured, and forgets them again.
     *
     * @throws AromaException CONFIGURATION, with all errors of all files
     */
    static void check(BrokerSection section) throws AromaException {
        List<String> problems = new ArrayList<>();
        section.passwordFile().ifPresent(file -> collect(PasswordFile::read, file, problems));
        aclFiles(section).forEach(file -> collect(AclFile::read, file, problems));
        if (!problems.isEmpty()) {
            throw new AromaException(Kind.CONFIGURATION, String.join("\n", problems));
        }
    }

    private static void collect(FileWatch.Reader<?> reader, Path file, List<String> problems) {
        try {
            Object unused = reader.read(file);
        } catch (AromaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static Set<Path> aclFiles(BrokerSection section) {
        Set<Path> files = new LinkedHashSet<>();
        section.aclFile().ifPresent(files::add);
        section.listeners().forEach(each -> each.aclFile().ifPresent(files::add));
        return files;
    }

    /** The users in force. */
    PasswordFile users() {
        return passwords.current();
    }

    /** What the rules of a file allow, or where there is none, those without a file. */
    Authorizer authorizer(Optional<Path> file) {
        Optional<FileWatch<AccessRules>> watched = file.flatMap(path -> Optional.ofNullable(rules.get(path)));
        return Authorizer.byRules(() -> watched.map(FileWatch::current).orElseGet(AccessRules::namedUsersOnly));
    }

    /**
     * From now on connections of removed users are closed when the password file changes.
     *
     * @param closer closes the connections whose login does not hold any more, and counts them
     */
    void closeRevokedBy(IntSupplier closer) {
        closeRevoked = closer;
    }

    private String changed(PasswordFile before, PasswordFile now) {
        int closed = closeRevoked.getAsInt();
        return now.differenceFrom(before) + "; " + closed + (closed == 1 ? " connection" : " connections") + " closed";
    }

    /** Reads all of them soon, changed or not. */
    void reload() {
        passwords.reload();
        rules.values().forEach(FileWatch::reload);
    }

    @Override
    public void close() {
        passwords.close();
        rules.values().forEach(FileWatch::close);
        thread.shutdownNow();
    }
}
