package io.aromabridge.bench.peer;

import java.io.IOException;
import java.io.OutputStream;

/** A child that outlives its parent would go on for ever; the end of its standard input shows that the parent has ended. */
final class EndOfInput {
    private EndOfInput() {}

    /** From now on; until then the process goes on, whatever its other threads do. */
    static void endsTheProcess() {
        Thread thread = new Thread(EndOfInput::read, "bench-parent");
        thread.start();
    }

    private static void read() {
        int code = 0;
        try {
            // Input before the end is of no interest.
            long unused = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            code = 1;
        }
        System.exit(code);
    }
}
