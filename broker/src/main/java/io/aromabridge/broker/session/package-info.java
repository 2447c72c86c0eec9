/** Sessions (MQTT 3.1.1, section 4.1): who subscribes to what, and what still has to be delivered to whom. */
@NullMarked
package io.aromabridge.broker.session;

import org.jspecify.annotations.NullMarked;
