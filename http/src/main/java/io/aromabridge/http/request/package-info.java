/** For handlers: query and body, read strictly, and errors as JSON. Requests and responses themselves are Javalin's. */
@NullMarked
package io.aromabridge.http.request;

import org.jspecify.annotations.NullMarked;
