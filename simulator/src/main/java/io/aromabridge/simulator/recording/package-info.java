/** The recording: a file of messages and events with their times, one JSON object a line. */
@NullMarked
package io.aromabridge.simulator.recording;

import org.jspecify.annotations.NullMarked;
