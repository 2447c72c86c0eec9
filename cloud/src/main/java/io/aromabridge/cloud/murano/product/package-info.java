/** Products with their devices and resources, and the files they are kept in. */
@NullMarked
package io.aromabridge.cloud.murano.product;

import org.jspecify.annotations.NullMarked;
