/** How fast, over how many connections and in what order messages leave for the cloud. */
@NullMarked
package io.aromabridge.bridge.pace;

import org.jspecify.annotations.NullMarked;
