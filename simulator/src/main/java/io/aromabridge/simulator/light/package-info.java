/** Lights with the 8×8 matrix of a Sense HAT, in the roles that they play. */
@NullMarked
package io.aromabridge.simulator.light;

import org.jspecify.annotations.NullMarked;
