package io.aromabridge.bench.load;

import java.io.IOException;

/** A client of the generator whose connection the selector watches. */
interface Participant {
    /** How a failure calls it. */
    String name();

    /** Reads and writes what the connection is ready for, once the selector has reported it. */
    void ready() throws IOException;
}
