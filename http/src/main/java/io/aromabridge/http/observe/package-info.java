/** Health, metrics and journal over HTTP. */
@NullMarked
package io.aromabridge.http.observe;

import org.jspecify.annotations.NullMarked;
