/** The Temperature pair: a thermometer that publishes, and one that subscribes. */
@NullMarked
package io.aromabridge.simulator.thermometer;

import org.jspecify.annotations.NullMarked;
