/** Programs beside the test: JVMs of our own classes, mosquitto, free ports for them, and what they print. */
@NullMarked
package io.aromabridge.testing.process;

import org.jspecify.annotations.NullMarked;
