package io.aromabridge.app.command;

import io.aromabridge.app.Console;
import java.time.InstantSource;
import java.util.Map;

/** What one run of the command has of the outside world. */
record CommandContext(Console console, Map<String, String> environment, InstantSource clock) {}
