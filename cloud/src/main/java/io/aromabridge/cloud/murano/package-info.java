/** The stand-in for Murano: one broker for each product behind one TLS port, activation, and resources of devices. */
@NullMarked
package io.aromabridge.cloud.murano;

import org.jspecify.annotations.NullMarked;
