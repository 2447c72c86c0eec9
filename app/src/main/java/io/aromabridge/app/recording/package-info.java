/** Messages of a running system, recorded into a file and published again. */
@NullMarked
package io.aromabridge.app.recording;

import org.jspecify.annotations.NullMarked;
