/** Quotas and rules of AWS IoT Core's message broker, as data. */
@NullMarked
package io.aromabridge.core.aws;

import org.jspecify.annotations.NullMarked;
