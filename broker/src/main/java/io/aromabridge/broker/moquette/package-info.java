/** The subscription tree of the Moquette engine, and what it needs around it. Moquette's types stay here. */
@NullMarked
package io.aromabridge.broker.moquette;

import org.jspecify.annotations.NullMarked;
