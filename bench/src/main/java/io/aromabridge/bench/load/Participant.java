package io.aromabridge.bench.load;

import java.io.IOException;

/** A client of the generator whose connection the selector watches. */
interface Participant {
    /** How a failure calls it. */
    String name();

    /** Deals with what the connection has or takes; the selector says that there is something. */
    void ready() throws IOException;
}
