/** One connection to a broker, kept alive: back-off, time-outs, subscriptions, draining. Free of any MQTT library: clients stand behind {@link io.aromabridge.bridge.link.Connection}. */
@NullMarked
package io.aromabridge.bridge.link;

import org.jspecify.annotations.NullMarked;
