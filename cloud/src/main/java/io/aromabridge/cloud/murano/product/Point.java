package io.aromabridge.cloud.murano.product;

import java.time.Instant;

/**
 * A value that a resource had.
 *
 * @param at since when, in microseconds
 * @param value in the resource's format
 */
public record Point(Instant at, String value) {}
