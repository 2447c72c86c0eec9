package io.aromabridge.bridge.client.paho;

import io.aromabridge.bridge.client.HostResolver;
import io.aromabridge.bridge.link.Connection;
import io.aromabridge.bridge.link.ConnectionFactory;
import io.aromabridge.bridge.link.LinkSettings;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A link's connections on Paho, and the link's thread, which Paho does not use. */
public final class PahoConnectionFactory implements ConnectionFactory {
    private final LinkSettings settings;
    private final HostResolver resolver;
    private final ScheduledThreadPoolExecutor thread;

    /** For the link with these settings; its thread starts with the first task. */
    public PahoConnectionFactory(LinkSettings settings) {
        this(settings, HostResolver.SYSTEM);
    }

    /** The same with another look-up of names. */
    PahoConnectionFactory(LinkSettings settings, HostResolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, settings.thread());
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public ScheduledExecutorService thread() {
        return thread;
    }

    @Override
    public Connection create(Connection.Listener listener) {
        return new PahoConnection(settings, listener, thread, resolver);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
