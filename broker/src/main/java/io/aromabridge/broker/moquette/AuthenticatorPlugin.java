package io.aromabridge.broker.moquette;

import io.aromabridge.broker.auth.AuthenticationResult;
import io.aromabridge.broker.auth.AuthenticationResult.Accepted;
import io.aromabridge.broker.auth.AuthenticationResult.Answer;
import io.aromabridge.broker.auth.AuthenticationResult.Refused;
import io.aromabridge.broker.auth.Authenticator;
import io.aromabridge.broker.auth.Credentials;
import io.aromabridge.broker.auth.Principal;
import io.aromabridge.broker.plugin.PluginCalls;
import io.moquette.broker.security.IAuthenticator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Accepts what both an authenticator of the broker and one of Moquette accept. As in Moquette, the plug-in is not asked about
 * anonymous clients; for one with a certificate it gets the certificate's name, and null as password.
 */
record AuthenticatorPlugin(Authenticator first, IAuthenticator plugin, PluginCalls calls) implements Authenticator {
    @Override
    public AuthenticationResult authenticate(Credentials credentials) {
        AuthenticationResult result = first.authenticate(credentials);
        return result instanceof Accepted accepted
                        && accepted.principal().user().isPresent()
                ? ask(accepted, credentials)
                : result;
    }

    private AuthenticationResult ask(Accepted accepted, Credentials credentials) {
        Principal principal = accepted.principal();
        String name = plugin.getClass().getName();
        String clientId = credentials.clientId();
        boolean byPassword = principal.kind() == Principal.Kind.PASSWORD;
        Optional<byte[]> password = byPassword ? credentials.password().map(byte[]::clone) : Optional.empty();
        try {
            boolean valid = calls.ask(
                            "authenticator plug-in " + name,
                            "CONNECT of client '" + clientId + "' refused",
                            () -> plugin.checkValid(clientId, principal.name(), password.orElse(null)))
                    .get();
            return valid
                    ? accepted
                    : new Refused(
                            Answer.BAD_USER_NAME_OR_PASSWORD,
                            "the authenticator plug-in " + name + " does not accept user '" + principal.name() + "'");
        } catch (InterruptedException | ExecutionException stopping) {
            if (stopping instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new Refused(Answer.NOTHING, "the broker is stopping");
        }
    }

    /** The plug-in may block: what it is asked about goes to a login thread. */
    @Override
    public Optional<AuthenticationResult> authenticateWithoutBlocking(Credentials credentials) {
        return first.authenticateWithoutBlocking(credentials)
                .filter(result -> !(result instanceof Accepted accepted)
                        || accepted.principal().user().isEmpty());
    }
}
