package io.aromabridge.cloud.aws.fault;

import io.aromabridge.core.AromaException;
import java.util.List;

/** The switch in the registry that the faults turn. */
public interface Certificates {
    /**
     * Sets a thing's certificates INACTIVE.
     *
     * @return the identifiers of those that are so now
     */
    List<String> deactivate(String thing) throws AromaException;

    /** Sets a thing's INACTIVE certificates ACTIVE. */
    void activate(String thing) throws AromaException;

    /** Whether the registry has this certificate as INACTIVE. */
    boolean isInactive(String certificateId);
}
