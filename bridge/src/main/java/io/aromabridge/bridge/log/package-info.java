/** An append-only log of messages in segment files, which outlives the process and always opens again. */
@NullMarked
package io.aromabridge.bridge.log;

import org.jspecify.annotations.NullMarked;
