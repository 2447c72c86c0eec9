/** The options of a listener: port and TLS, limits, and the interfaces that an application implements. */
@NullMarked
package io.aromabridge.broker.options;

import org.jspecify.annotations.NullMarked;
