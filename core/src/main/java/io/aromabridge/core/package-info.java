/** The types that every part of Aromabridge shares. No I/O, no third-party types. */
@NullMarked
package io.aromabridge.core;

import org.jspecify.annotations.NullMarked;
