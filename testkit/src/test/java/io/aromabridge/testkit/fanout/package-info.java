/** One command for very many shooters, over the whole path. */
@NullMarked
package io.aromabridge.testkit.fanout;

import org.jspecify.annotations.NullMarked;
