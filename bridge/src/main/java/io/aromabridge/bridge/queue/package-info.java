/** What waits for a link: the queue's contract, and the queue in memory. */
@NullMarked
package io.aromabridge.bridge.queue;

import org.jspecify.annotations.NullMarked;
