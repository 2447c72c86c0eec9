/** The diffuse command of an Aroma Shooter, and the log of what became of each one. */
@NullMarked
package io.aromabridge.simulator.diffusion;

import org.jspecify.annotations.NullMarked;
