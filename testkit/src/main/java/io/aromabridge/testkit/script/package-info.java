/** A remote broker played packet by packet, for tests of MQTT 3.1.1 clients. */
@NullMarked
package io.aromabridge.testkit.script;

import org.jspecify.annotations.NullMarked;
