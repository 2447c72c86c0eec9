package io.aromabridge.bench.peer;

import io.aromabridge.core.AllowedApi;
import java.io.IOException;

/** The trivial echo's process. It prints its port, and ends with its standard input. */
public final class EchoMain {
    private EchoMain() {}

    /** Takes no arguments. */
    @AllowedApi("the standard output is how the parent process hears of the port")
    public static void main(String[] arguments) throws IOException {
        EchoPeer peer = EchoPeer.open();
        System.out.println(peer.port());
        EndOfInput.endsTheProcess();
        peer.run();
    }
}
