/** The bridge: local messages to the cloud and back, over links that reconnect. */
@NullMarked
package io.aromabridge.bridge;

import org.jspecify.annotations.NullMarked;
