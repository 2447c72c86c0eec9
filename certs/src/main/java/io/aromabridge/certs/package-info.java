/** Keys and certificates: read in every form AWS hands out, made for development, turned into TLS contexts. */
@NullMarked
package io.aromabridge.certs;

import org.jspecify.annotations.NullMarked;
