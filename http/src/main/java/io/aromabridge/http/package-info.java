/** The HTTP server: host check, routing, errors as JSON. Jetty is known here alone. */
@NullMarked
package io.aromabridge.http;

import org.jspecify.annotations.NullMarked;
