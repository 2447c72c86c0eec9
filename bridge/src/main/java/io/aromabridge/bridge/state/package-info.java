/** What a bridge tells of itself on the local broker: when it says something, not in which form. */
@NullMarked
package io.aromabridge.bridge.state;

import org.jspecify.annotations.NullMarked;
