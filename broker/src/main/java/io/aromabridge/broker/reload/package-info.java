/** Files that are read again when they change, while the broker runs. */
@NullMarked
package io.aromabridge.broker.reload;

import org.jspecify.annotations.NullMarked;
