package io.aromabridge.testkit.junit;

import io.aromabridge.testkit.Testbed;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A bed with the context that it was made for.
 *
 * @param owner the unique id of the context that closes it: a test's or a class's
 * @param used whether a test has had it
 */
record OwnedBed(Testbed bed, String owner, AtomicBoolean used) {
    static OwnedBed of(Testbed bed, ExtensionContext context) {
        return new OwnedBed(bed, context.getUniqueId(), new AtomicBoolean());
    }

    boolean isOwnedBy(ExtensionContext context) {
        return owner.equals(context.getUniqueId());
    }
}
