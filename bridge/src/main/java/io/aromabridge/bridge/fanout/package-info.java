/** One local message for every device of a list: the list's file, the mode, and the topics that they give. */
@NullMarked
package io.aromabridge.bridge.fanout;

import org.jspecify.annotations.NullMarked;
