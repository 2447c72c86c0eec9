/** Keys and certificates: read in every PEM form that AWS issues, made for development, turned into TLS contexts. */
@NullMarked
package io.aromabridge.certs;

import org.jspecify.annotations.NullMarked;
