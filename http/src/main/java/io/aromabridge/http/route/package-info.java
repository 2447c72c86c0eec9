/** What others hand to the HTTP server: routes, and the requests and answers of their handlers. */
@NullMarked
package io.aromabridge.http.route;

import org.jspecify.annotations.NullMarked;
