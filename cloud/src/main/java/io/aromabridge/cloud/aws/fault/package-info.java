/** Faults of the stand-in that somebody asks for: what AWS IoT Core does on a bad day, on purpose and counted. */
@NullMarked
package io.aromabridge.cloud.aws.fault;

import org.jspecify.annotations.NullMarked;
