package io.aromabridge.simulator.mqtt;

import java.util.concurrent.Executor;

/**
 * The one network thread that all connections made with it share. It starts with the first connection and ends with the
 * last: nothing to close.
 */
public final class MqttEventLoop implements Executor {
    private final String threadName;

    /** The thread will have this name. */
    public MqttEventLoop(String threadName) {
        this.threadName = threadName;
    }

    /** Called by the client library, once for the thread that it runs all its connections on. */
    @Override
    public void execute(Runnable loop) {
        Thread thread = new Thread(loop, threadName);
        thread.setDaemon(true);
        thread.start();
    }
}
