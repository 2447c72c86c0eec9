/** What every simulated device is: a state machine that knows nothing of MQTT. */
@NullMarked
package io.aromabridge.simulator.device;

import org.jspecify.annotations.NullMarked;
