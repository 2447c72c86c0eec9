/** The mosquitto password file: who may log in, with which password. Read, verified and edited. */
@NullMarked
package io.aromabridge.broker.auth.password;

import org.jspecify.annotations.NullMarked;
