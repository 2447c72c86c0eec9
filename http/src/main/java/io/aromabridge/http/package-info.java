/** The one HTTP server: who may ask, what is served, and errors as JSON. Jetty is known here alone. */
@NullMarked
package io.aromabridge.http;

import org.jspecify.annotations.NullMarked;
