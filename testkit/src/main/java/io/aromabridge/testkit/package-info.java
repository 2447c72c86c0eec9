/** The whole path in a test: broker, bridge, stand-in and devices in one JVM, on free ports, with faults on demand. */
@NullMarked
package io.aromabridge.testkit;

import org.jspecify.annotations.NullMarked;
