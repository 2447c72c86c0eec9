/** What an operator looks at: health, metrics and the journal. */
@NullMarked
package io.aromabridge.http.observe;

import org.jspecify.annotations.NullMarked;
