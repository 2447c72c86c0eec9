/** MQTT 3.1.1 by hand: packets as bytes, and peers that a test speaks through or lets speak. */
@NullMarked
package io.aromabridge.testing.mqtt;

import org.jspecify.annotations.NullMarked;
