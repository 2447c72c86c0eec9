/** Which messages cross the bridge, under which topic and with which QoS. */
@NullMarked
package io.aromabridge.bridge.route;

import org.jspecify.annotations.NullMarked;
