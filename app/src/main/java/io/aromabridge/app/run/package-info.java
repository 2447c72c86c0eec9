/** The running components: their folders, their wiring, and the files and HTTP routes that show them. */
@NullMarked
package io.aromabridge.app.run;

import org.jspecify.annotations.NullMarked;
