/** Murano's dialects of MQTT: which topics there are, who may use them, and what a message on them means. */
@NullMarked
package io.aromabridge.cloud.murano.dialect;

import org.jspecify.annotations.NullMarked;
