/** What every part of Aromabridge speaks. No I/O, no third-party types. */
@NullMarked
package io.aromabridge.core;

import org.jspecify.annotations.NullMarked;
