/** The Aroma Shooter: six channels and a booster. */
@NullMarked
package io.aromabridge.simulator.shooter;

import org.jspecify.annotations.NullMarked;
