/** The state of a bridge, published on the local broker: when it is published, not in which form. */
@NullMarked
package io.aromabridge.bridge.state;

import org.jspecify.annotations.NullMarked;
