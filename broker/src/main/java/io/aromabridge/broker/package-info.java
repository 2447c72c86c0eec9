/**
 * The local MQTT broker: our own listeners, rules and sessions around the subscription tree of the Moquette engine. The
 * same listeners, with other rules, carry the stand-ins for clouds.
 */
@NullMarked
package io.aromabridge.broker;

import org.jspecify.annotations.NullMarked;
