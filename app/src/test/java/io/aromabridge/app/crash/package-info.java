/** Parts of the whole path are killed, in processes of their own, while numbered messages go through. */
@NullMarked
package io.aromabridge.app.crash;

import org.jspecify.annotations.NullMarked;
