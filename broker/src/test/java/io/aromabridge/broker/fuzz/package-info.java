/** Hostile input: strangers send what no client should, over each transport. */
@NullMarked
package io.aromabridge.broker.fuzz;

import org.jspecify.annotations.NullMarked;
