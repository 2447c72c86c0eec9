/** Log lines about what clients send: one line each, and a limited rate. */
@NullMarked
package io.aromabridge.broker.log;

import org.jspecify.annotations.NullMarked;
