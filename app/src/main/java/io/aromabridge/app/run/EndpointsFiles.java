package io.aromabridge.app.run;

import io.aromabridge.core.AromaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints files of one command: {@code DATA/endpoints.json} and that of {@code --endpoints}. Processes that share
 * DATA change them one after the other, so that none loses what another has just written.
 */
public final class EndpointsFiles {
    private final Workspace workspace;
    private final List<Path> files;
    private final Set<String> keys;

    /**
     * Nothing is changed yet.
     *
     * @param further the file of {@code --endpoints}
     * @param keys the parts that this command writes
     */
    public EndpointsFiles(Workspace workspace, Optional<Path> further, Set<String> keys) {
        this.workspace = workspace;
        this.files = new ArrayList<>(List.of(workspace.endpointsFile()));
        further.ifPresent(files::add);
        this.keys = Set.copyOf(keys);
    }

    /** Writes this command's parts; those of other processes stay. */
    public void write(Endpoints endpoints) throws AromaException {
        workspace.locked(() -> {
            for (Path file : files) {
                endpoints.writeInto(file);
            }
            return files;
        });
    }

    /** Removes this command's parts, also those of an earlier process. */
    public void remove() throws AromaException {
        if (files.stream().noneMatch(Files::exists)) {
            return;
        }
        workspace.locked(() -> {
            for (Path file : files) {
                Endpoints.remove(file, keys);
            }
            return files;
        });
    }
}
