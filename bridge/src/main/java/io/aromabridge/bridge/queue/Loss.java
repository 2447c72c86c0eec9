package io.aromabridge.bridge.queue;

/** A message that is given up, and why. */
record Loss(Slot slot, DropReason reason) {}
