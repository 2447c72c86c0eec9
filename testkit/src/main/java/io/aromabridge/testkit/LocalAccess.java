package io.aromabridge.testkit;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.certs.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Who may connect to the local broker of a bed: clients without a user name, and those that give the bed's own user
 * name with its password. So a client works without any set-up, and one that is wrong about its password is refused as
 * everywhere else. Remembers the client identifiers.
 */
final class LocalAccess implements Authenticator {
    private final Endpoint.Login login;
    private final Set<String> clientIds = new ConcurrentSkipListSet<>();

    LocalAccess(Endpoint.Login login) {
        this.login = login;
    }

    @Override
    public AuthenticationResult authenticate(Credentials credentials) {
        if (credentials.userName().isEmpty()) {
            clientIds.add(credentials.clientId());
            return new AuthenticationResult.Accepted(Principal.anonymous());
        }
        byte[] given = credentials.password().orElseGet(() -> new byte[0]);
        byte[] expected = login.password().getBytes(StandardCharsets.UTF_8);
        if (!credentials.userName().get().equals(login.userName()) || !MessageDigest.isEqual(given, expected)) {
            return new AuthenticationResult.Refused(
                    AuthenticationResult.Answer.BAD_USER_NAME_OR_PASSWORD,
                    "user '" + credentials.userName().get() + "' with that password is not the testbed's; give those of"
                            + " bed.local(), or none at all");
        }
        clientIds.add(credentials.clientId());
        return new AuthenticationResult.Accepted(new Principal(Principal.Kind.PASSWORD, login.userName()));
    }

    /** The client identifiers that were let in since the last call. */
    Set<String> takeClientIds() {
        Set<String> taken = new TreeSet<>(clientIds);
        clientIds.removeAll(taken);
        return taken;
    }
}
