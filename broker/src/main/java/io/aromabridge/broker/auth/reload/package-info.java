/** Files that are read again when they change, while the broker runs. */
@NullMarked
package io.aromabridge.broker.auth.reload;

import org.jspecify.annotations.NullMarked;
