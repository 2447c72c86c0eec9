/** Log lines about strangers: on one line each, and not too many. */
@NullMarked
package io.aromabridge.broker.log;

import org.jspecify.annotations.NullMarked;
