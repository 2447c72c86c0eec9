package io.aromabridge.app.run;

import io.aromabridge.app.Logging;
import io.aromabridge.app.config.BrokerSection;
import io.aromabridge.app.config.Configuration;
import io.aromabridge.broker.moquette.PluginException;
import io.aromabridge.broker.moquette.PluginFiles;
import io.aromabridge.broker.moquette.PluginLoader;
import io.aromabridge.broker.plugin.Plugins;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** From the configuration's section {@code broker.plugins} to plug-ins. */
final class PluginWiring {
    private PluginWiring() {}

    /**
     * Loads them; {@code running} closes them after the broker that is added later.
     *
     * @throws AromaException CONFIGURATION for the first that cannot be loaded
     */
    static Plugins load(Configuration configuration, Running running) throws AromaException {
        PluginFiles files = files(configuration.broker().plugins());
        if (isEmpty(files)) {
            return Plugins.none();
        }
        try {
            Plugins plugins = PluginLoader.load(files);
            running.add(plugins::close);
            Stream.of(files.authenticator().stream(), files.authorizer().stream(), files.interceptors().stream())
                    .flatMap(Function.identity())
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                    .filter(packageName -> !packageName.isEmpty())
                    .forEach(Logging::alsoOf);
            return plugins;
        } catch (PluginException e) {
            throw new AromaException(Kind.CONFIGURATION, line(configuration, e));
        }
    }

    /** What is wrong with them, as far as it can be seen without running them: one line for each. */
    static List<String> problems(Configuration configuration) {
        return PluginLoader.check(files(configuration.broker().plugins())).stream()
                .map(each -> line(configuration, each))
                .toList();
    }

    private static PluginFiles files(BrokerSection.Plugins section) {
        return new PluginFiles(
                section.folder(),
                section.authenticator(),
                section.authorizer(),
                section.interceptors(),
                section.settings());
    }

    private static boolean isEmpty(PluginFiles files) {
        return files.authenticator().isEmpty()
                && files.authorizer().isEmpty()
                && files.interceptors().isEmpty()
                && files.folder().isEmpty();
    }

    private static String line(Configuration configuration, PluginException problem) {
        return configuration.problem("broker.plugins." + problem.key(), String.valueOf(problem.getMessage()));
    }
}
