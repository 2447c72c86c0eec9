/** What the load generator talks to, each in a process of its own: our broker, and the trivial echo. */
@NullMarked
package io.aromabridge.bench.peer;

import org.jspecify.annotations.NullMarked;
