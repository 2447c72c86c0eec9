/** What the links' MQTT clients have in common; each client is a package of its own. */
@NullMarked
package io.aromabridge.bridge.client;

import org.jspecify.annotations.NullMarked;
