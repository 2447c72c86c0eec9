/**
 * The local MQTT broker: our own listeners and guard in front of the Moquette engine. The same listeners, with other
 * rules, carry the stand-ins for clouds.
 */
@NullMarked
package io.aromabridge.broker;

import org.jspecify.annotations.NullMarked;
