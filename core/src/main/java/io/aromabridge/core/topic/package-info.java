/** Topic names and topic filters of MQTT 3.1.1, section 4.7. */
@NullMarked
package io.aromabridge.core.topic;

import org.jspecify.annotations.NullMarked;
