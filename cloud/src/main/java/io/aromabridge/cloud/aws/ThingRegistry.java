package io.aromabridge.cloud.aws;

import io.aromabridge.certs.Identity;
import io.aromabridge.cloud.aws.Registration.Status;
import io.aromabridge.core.AromaException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The things that may connect: in a folder with one small JSON file for each certificate,
 * {@code certificates/<certificateId>.json}, or in memory. Files are read when they are asked for, so that another
 * process, or an editor, may change them while the stand-in runs. Thread-safe.
 */
public final class ThingRegistry {
    /** AWS IoT's rule for the name of a thing (CreateThing, thingName). */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    private final Registrations registrations;
    private final InstantSource clock;

    /**
     * The registry in a folder, which need not exist yet.
     *
     * @param folder of which {@code certificates} is a part
     */
    public ThingRegistry(Path folder, InstantSource clock) {
        this(new RegistrationFiles(folder.resolve("certificates")), clock);
    }

    private ThingRegistry(Registrations registrations, InstantSource clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    /** An empty registry without files, for tests. */
    public static ThingRegistry inMemory(InstantSource clock) {
        return new ThingRegistry(new Registrations.InMemory(), clock);
    }

    /**
     * Checks the name of a thing.
     *
     * @throws AromaException CONFIGURATION if AWS IoT would not take it
     */
    public static void checkName(String thing) throws AromaException {
        if (!NAME.matcher(thing).matches()) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "thing name '" + thing + "': use 1 to 128 of a-z, A-Z, 0-9, ':', '_' and '-'");
        }
    }

    /**
     * Adds a certificate for a thing, ACTIVE. A thing may have several; the same certificate again is written anew.
     *
     * @throws AromaException CONFIGURATION for a bad name, FAILED if the file cannot be written
     */
    public Registration register(String thing, X509Certificate certificate) throws AromaException {
        checkName(thing);
        Registration registration =
                new Registration(thing, Identity.certificateId(certificate), Status.ACTIVE, clock.instant());
        registrations.add(registration, certificate);
        return registration;
    }

    /**
     * Sets the ACTIVE certificates of a thing INACTIVE: they may not connect any more. Connections that are there stay;
     * the stand-in's faults close them too.
     *
     * @return those that are INACTIVE now
     * @throws AromaException CONFIGURATION if there is no such thing or a file is damaged, FAILED if a file cannot be
     *     written
     */
    public List<Registration> deactivate(String thing) throws AromaException {
        return change(thing, Status.ACTIVE, Status.INACTIVE);
    }

    /**
     * Sets the INACTIVE certificates of a thing ACTIVE: they may connect again.
     *
     * @return those that are ACTIVE now, at least one
     * @throws AromaException CONFIGURATION if there is no such thing, all its certificates are REVOKED or a file is
     *     damaged, FAILED if a file cannot be written
     */
    public List<Registration> activate(String thing) throws AromaException {
        List<Registration> active = change(thing, Status.INACTIVE, Status.ACTIVE);
        if (active.isEmpty()) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "thing '" + thing + "': its certificate is REVOKED, which is for good; register a new one");
        }
        return active;
    }

    private synchronized List<Registration> change(String thing, Status from, Status to) throws AromaException {
        List<Registration> all = list();
        if (all.stream().noneMatch(r -> r.thing().equals(thing))) {
            throw new AromaException(
                    AromaException.Kind.CONFIGURATION,
                    "thing '" + thing + "' is not registered: aroma cloud thing add NAME makes and registers one;"
                            + " there are "
                            + all.stream().map(Registration::thing).collect(Collectors.toCollection(TreeSet::new)));
        }
        List<Registration> changed = new ArrayList<>();
        for (Registration each : all) {
            if (each.thing().equals(thing) && each.status() == from) {
                Registration now = new Registration(thing, each.certificateId(), to, each.registeredAt());
                registrations.update(now);
                changed.add(now);
            } else if (each.thing().equals(thing) && each.status() == to) {
                changed.add(each);
            }
        }
        return changed;
    }

    /**
     * The registration of a certificate, as the file says now.
     *
     * @throws AromaException CONFIGURATION if its file is damaged
     */
    public Optional<Registration> find(String certificateId) throws AromaException {
        return registrations.find(certificateId);
    }

    /**
     * All registrations, by thing and then by time.
     *
     * @throws AromaException CONFIGURATION if a file is damaged, FAILED if the folder cannot be read
     */
    public List<Registration> list() throws AromaException {
        List<Registration> all = registrations.all();
        all.sort(Comparator.comparing(Registration::thing).thenComparing(Registration::registeredAt));
        return all;
    }
}
