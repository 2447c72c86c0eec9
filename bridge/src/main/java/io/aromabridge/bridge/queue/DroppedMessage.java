package io.aromabridge.bridge.queue;

/** A message that is given up, and why. */
record DroppedMessage(QueueEntry entry, DropReason reason) {}
