package io.aromabridge.broker.moquette;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Plug-ins by the names of their classes.
 *
 * @param folder with jars, in which the classes are looked for after the class path of this process
 * @param authenticator class that implements {@code IAuthenticator}
 * @param authorizer class that implements {@code IAuthorizatorPolicy}
 * @param interceptors classes that implement {@code InterceptHandler}
 * @param settings file in the form of {@code moquette.conf}: what the plug-ins read from Moquette's {@code IConfig}
 */
public record PluginFiles(
        Optional<Path> folder,
        Optional<String> authenticator,
        Optional<String> authorizer,
        List<String> interceptors,
        Optional<Path> settings) {}
