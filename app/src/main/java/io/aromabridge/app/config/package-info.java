/** The configuration: flag over environment over file over default, checked as a whole, in immutable records. */
@NullMarked
package io.aromabridge.app.config;

import org.jspecify.annotations.NullMarked;
