/** The subscription tree of the Moquette engine, and adapters for its plug-ins. Moquette's types stay here. */
@NullMarked
package io.aromabridge.broker.moquette;

import org.jspecify.annotations.NullMarked;
