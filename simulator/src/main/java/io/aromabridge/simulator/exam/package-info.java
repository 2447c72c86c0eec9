/** The exam of the login/UUID/CMD protocol: the examiner, and a student who takes it. */
@NullMarked
package io.aromabridge.simulator.exam;

import org.jspecify.annotations.NullMarked;
