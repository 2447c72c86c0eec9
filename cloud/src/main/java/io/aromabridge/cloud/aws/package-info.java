/** The stand-in for AWS IoT Core: its endpoint, its registry of things, and a log that says why. */
@NullMarked
package io.aromabridge.cloud.aws;

import org.jspecify.annotations.NullMarked;
