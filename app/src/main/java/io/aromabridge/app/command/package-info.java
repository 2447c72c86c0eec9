/** The command line: one class for each command, with its options and its words. */
@NullMarked
package io.aromabridge.app.command;

import org.jspecify.annotations.NullMarked;
