/** The one message type of the project, and the small interfaces through which the parts hand messages on. */
@NullMarked
package io.aromabridge.core.message;

import org.jspecify.annotations.NullMarked;
