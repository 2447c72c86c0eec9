package io.aromabridge.bench.queue;

import io.aromabridge.bridge.log.SyncMode;

/**
 * What the queue's process is to do once.
 *
 * @param folder empty
 */
record QueueJob(String folder, SyncMode sync, int outstanding, int messages) {}
