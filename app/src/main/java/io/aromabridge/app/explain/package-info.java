/** What the bridge's routes mean for a topic, and for AWS IoT Core. Pure. */
@NullMarked
package io.aromabridge.app.explain;

import org.jspecify.annotations.NullMarked;
