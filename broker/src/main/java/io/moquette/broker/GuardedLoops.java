package io.moquette.broker;

import io.moquette.interception.BrokerInterceptor;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's session loops, made to outlive a command that throws: in Moquette 0.17 one exception ends a loop, and
 * every client of that loop hangs for ever (engine fault B3).
 */
final class GuardedLoops extends SessionEventLoopGroup {
    private static final Logger log = LoggerFactory.getLogger(GuardedLoops.class);

    GuardedLoops(BrokerInterceptor interceptor, int commandsPerLoop) {
        super(interceptor, commandsPerLoop);
    }

    /** Like the engine's, but never negative: {@code Math.abs(Integer.MIN_VALUE)} is (engine fault B8). */
    @Override
    int targetQueueOrdinal(String clientId) {
        return Math.floorMod(clientId.hashCode(), getEventLoopCount());
    }

    @Override
    public PostOffice.RouteResult routeCommand(String clientId, String action, Callable<String> command) {
        return super.routeCommand(clientId, action, () -> {
            try {
                return command.call();
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError) {
                    throw e;
                }
                log.error(
                        "client '{}': the engine failed at {}; the client may have to connect again",
                        clientId,
                        action,
                        e);
                return clientId;
            }
        });
    }
}
