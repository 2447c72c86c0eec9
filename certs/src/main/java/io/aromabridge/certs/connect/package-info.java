/** What can go wrong between {@code connect()} and CONNACK, for every MQTT client of the project. */
@NullMarked
package io.aromabridge.certs.connect;

import org.jspecify.annotations.NullMarked;
