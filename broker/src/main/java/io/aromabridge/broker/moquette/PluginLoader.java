package io.aromabridge.broker.moquette;

import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.interception.InterceptHandler;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes plug-ins of their classes, as Moquette 0.17 does: with the public constructor that takes {@code IConfig}, or else the
 * one without parameters. Errors name what is wrong and what to do.
 */
public final class PluginLoader {
    private static final Logger log = LoggerFactory.getLogger(PluginLoader.class);

    private static final String FOLDER = "folder";
    private static final String AUTHENTICATOR = "authenticator";
    private static final String AUTHORIZER = "authorizer";

    private final PluginFiles files;
    private final int jars;
    private final URLClassLoader classes;

    private PluginLoader(PluginFiles files, List<URL> jars) {
        this.files = files;
        this.jars = jars.size();
        this.classes = new URLClassLoader("plugins", jars.toArray(URL[]::new), PluginLoader.class.getClassLoader());
    }

    /**
     * Loads and constructs them.
     *
     * @throws PluginException for the first that is wrong
     */
    public static MoquettePlugins load(PluginFiles files) throws PluginException {
        PluginLoader loader = open(files);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader.classes);
        try {
            return loader.start(loader.make());
        } catch (PluginException e) {
            loader.close();
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Looks for the folder, its jars and the classes, without running any of their code.
     *
     * @return everything that is wrong
     */
    public static List<PluginException> check(PluginFiles files) {
        List<PluginException> problems = new ArrayList<>();
        try {
            PluginLoader loader = open(files);
            files.authenticator().ifPresent(name -> loader.find(AUTHENTICATOR, name, problems));
            files.authorizer().ifPresent(name -> loader.find(AUTHORIZER, name, problems));
            for (int i = 0; i < files.interceptors().size(); i++) {
                loader.find(interceptor(i), files.interceptors().get(i), problems);
            }
            loader.close();
        } catch (PluginException e) {
            problems.add(e);
        }
        try {
            Properties unused = settings(files);
        } catch (PluginException e) {
            problems.add(e);
        }
        return problems;
    }

    private static String interceptor(int index) {
        return "interceptors[" + index + "]";
    }

    private static PluginLoader open(PluginFiles files) throws PluginException {
        return new PluginLoader(
                files, files.folder().isPresent() ? jars(files.folder().get()) : List.of());
    }

    private static List<URL> jars(Path folder) throws PluginException {
        if (!Files.isDirectory(folder)) {
            throw new PluginException(FOLDER, folder + " is not a folder; put the plug-ins' jars into one");
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : found) {
                jars.add(jar(jar));
            }
        } catch (IOException e) {
            throw new PluginException(FOLDER, folder + " cannot be read: " + e);
        }
        return jars;
    }

    private static URL jar(Path jar) throws PluginException, MalformedURLException {
        try {
            new JarFile(jar.toFile()).close();
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new PluginException(FOLDER, jar + " is not a jar file: " + e.getMessage());
        }
    }

    private static Properties settings(PluginFiles files) throws PluginException {
        return files.settings().isPresent() ? MoquetteConf.read(files.settings().get()) : new Properties();
    }

    private void close() {
        try {
            classes.close();
        } catch (IOException e) {
            log.debug("jar of a plug-in not closed", e);
        }
    }

    private void find(String key, String name, List<PluginException> problems) {
        if (classes.getResource(name.replace('.', '/') + ".class") == null) {
            problems.add(notFound(key, name));
        }
    }

    private PluginException notFound(String key, String name) {
        String where = files.folder()
                .map(folder -> "neither in the " + jars + (jars == 1 ? " jar of " : " jars of ") + folder
                        + " nor in the class path; put its jar into that folder")
                .orElse("not in the class path; name the folder with its jar in broker.plugins.folder");
        return new PluginException(key, "class " + name + " is " + where);
    }

    private MoquettePlugins start(MoquettePlugins.Builder builder) throws PluginException {
        try {
            return builder.whenClosed(this::close).build();
        } catch (RuntimeException | LinkageError e) {
            throw new PluginException("interceptors", "getID or getInterceptedMessageTypes failed: " + e);
        }
    }

    private MoquettePlugins.Builder make() throws PluginException {
        IConfig config = new MemoryConfig(settings(files));
        MoquettePlugins.Builder builder = MoquettePlugins.builder();
        if (files.authenticator().isPresent()) {
            builder.authenticator(make(AUTHENTICATOR, files.authenticator().get(), IAuthenticator.class, config));
        }
        if (files.authorizer().isPresent()) {
            builder.authorizer(make(AUTHORIZER, files.authorizer().get(), IAuthorizatorPolicy.class, config));
        }
        for (int i = 0; i < files.interceptors().size(); i++) {
            builder.interceptor(make(interceptor(i), files.interceptors().get(i), InterceptHandler.class, config));
        }
        return builder;
    }

    private <T> T make(String key, String name, Class<T> type, IConfig config) throws PluginException {
        try {
            Class<?> found = classes.loadClass(name);
            if (!type.isAssignableFrom(found)) {
                throw new PluginException(key, "class " + name + " does not implement Moquette's " + type.getName());
            }
            T plugin = construct(found.asSubclass(type), config);
            log.info("plug-in {} loaded: {}", key, name);
            return plugin;
        } catch (ClassNotFoundException e) {
            throw notFound(key, name);
        } catch (NoSuchMethodException e) {
            throw new PluginException(
                    key, "class " + name + " has no public constructor with IConfig alone, nor one without parameters");
        } catch (InvocationTargetException e) {
            log.debug("constructor of plug-in {} failed", name, e);
            throw new PluginException(key, "the constructor of " + name + " failed: " + e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            log.debug("plug-in {} not loaded", name, e);
            throw new PluginException(
                    key, "class " + name + " cannot be loaded: " + e + "; is a jar that it needs missing?");
        }
    }

    private static <T> T construct(Class<T> plugin, IConfig config) throws ReflectiveOperationException {
        Optional<Constructor<T>> withConfig = Optional.empty();
        try {
            withConfig = Optional.of(plugin.getConstructor(IConfig.class));
        } catch (NoSuchMethodException e) {
            log.debug("plug-in {} has no constructor with IConfig", plugin.getName());
        }
        if (withConfig.isPresent()) {
            return withConfig.get().newInstance(config);
        }
        Constructor<T> empty = plugin.getDeclaredConstructor();
        return empty.newInstance();
    }
}
