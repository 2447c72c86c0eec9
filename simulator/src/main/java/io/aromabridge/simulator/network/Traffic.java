package io.aromabridge.simulator.network;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an uplink counts; read on any thread.
 *
 * @param connections that are there now
 * @param bytesUp that passed from clients to the server
 * @param bytesDown that passed from the server to clients
 */
record Traffic(AtomicInteger connections, AtomicLong bytesUp, AtomicLong bytesDown) {
    Traffic() {
        this(new AtomicInteger(), new AtomicLong(), new AtomicLong());
    }
}
