/** Faults of the stand-in on demand: what AWS IoT Core does on a bad day, on purpose and counted. */
@NullMarked
package io.aromabridge.cloud.aws.fault;

import org.jspecify.annotations.NullMarked;
