/** Sessions and retained messages on the disk: what was acknowledged is there again after any end of the process. */
@NullMarked
package io.aromabridge.broker.store;

import org.jspecify.annotations.NullMarked;
