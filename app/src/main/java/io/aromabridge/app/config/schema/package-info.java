/** A YAML document checked against a schema table: every error at once, each value with its origin. Knows no key. */
@NullMarked
package io.aromabridge.app.config.schema;

import org.jspecify.annotations.NullMarked;
