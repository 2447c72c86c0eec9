/** Who may do what: every kind of listener, every kind of client, every action; and the same beside mosquitto. */
@NullMarked
package io.aromabridge.broker.access;

import org.jspecify.annotations.NullMarked;
