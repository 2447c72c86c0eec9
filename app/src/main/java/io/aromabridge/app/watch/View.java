package io.aromabridge.app.watch;

import java.util.List;

/** Shows a person or a program what is watched. Called on one thread, and closed after the last call. */
public interface View extends AutoCloseable {
    /**
     * Something happened, or time has passed.
     *
     * @param place where the system is
     * @param state how it stands; {@link SystemState#EMPTY} while it is away
     * @param events what happened since the last call, oldest first
     * @return whether anybody can still see it
     */
    boolean show(String place, SystemState state, List<Event> events);

    @Override
    void close();
}
