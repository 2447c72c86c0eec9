package io.aromabridge.app.watch.screen;

import io.aromabridge.app.watch.Event;
import io.aromabridge.app.watch.SystemState;
import java.util.List;
import java.util.Optional;

/**
 * All that a screen shows.
 *
 * @param place where the system is
 * @param away set while the system does not answer
 * @param state how it stands
 * @param diffusions the last ones, newest first
 */
record Picture(String place, Optional<Event.Away> away, SystemState state, List<Event.Diffusion> diffusions) {
    Picture {
        diffusions = List.copyOf(diffusions);
    }
}
