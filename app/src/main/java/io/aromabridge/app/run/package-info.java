/** Running parts: the folders they use, how they are wired, and what tells others about them. */
@NullMarked
package io.aromabridge.app.run;

import org.jspecify.annotations.NullMarked;
