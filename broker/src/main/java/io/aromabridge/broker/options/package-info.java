/** What a listener is told: its port and TLS, its limits, and who has a say in what its clients do. */
@NullMarked
package io.aromabridge.broker.options;

import org.jspecify.annotations.NullMarked;
