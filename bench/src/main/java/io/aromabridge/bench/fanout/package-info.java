/** One command for very many shooters, over broker, bridge and stand-in. */
@NullMarked
package io.aromabridge.bench.fanout;

import org.jspecify.annotations.NullMarked;
