/** The only package that knows Eclipse Paho: one client object for each attempt to connect. */
@NullMarked
package io.aromabridge.bridge.paho;

import org.jspecify.annotations.NullMarked;
