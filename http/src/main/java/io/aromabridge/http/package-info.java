/** The one HTTP server: who may ask, what is served, and errors as JSON. Javalin and Jetty are known here alone. */
@NullMarked
package io.aromabridge.http;

import org.jspecify.annotations.NullMarked;
