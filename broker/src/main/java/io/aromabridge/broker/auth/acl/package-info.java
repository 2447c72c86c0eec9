/** The mosquitto ACL file: who may publish and receive what. Read once, then asked at every message. */
@NullMarked
package io.aromabridge.broker.auth.acl;

import org.jspecify.annotations.NullMarked;
