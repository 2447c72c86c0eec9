/** Simulated devices behind their MQTT connections: what a fleet is made of, and how it is started and closed. */
@NullMarked
package io.aromabridge.simulator;

import org.jspecify.annotations.NullMarked;
