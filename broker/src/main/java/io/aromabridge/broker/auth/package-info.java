/** Who a client is, and what it may do; the logins that wait to be checked. */
@NullMarked
package io.aromabridge.broker.auth;

import org.jspecify.annotations.NullMarked;
