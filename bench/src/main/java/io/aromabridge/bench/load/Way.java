package io.aromabridge.bench.load;

/**
 * Where the messages of a load go in and where they come out, on 127.0.0.1.
 *
 * @param in port of the publishers
 * @param out port of the subscriber; another one than theirs if there is a bridge between
 * @param kept whether the subscriber has a persistent session, which a broker may have to write down
 * @param things folder with the certificate that the publishers show (see {@code DeviceFiles}); empty for no TLS
 */
public record Way(int in, int out, boolean kept, String things) {
    /** With a clean session. */
    public Way(int in, int out, String things) {
        this(in, out, false, things);
    }

    /** One broker, without TLS. */
    public static Way through(int port) {
        return new Way(port, port, "");
    }

    /** The same with a persistent session. */
    public Way withSession() {
        return new Way(in, out, true, things);
    }

    /** Between two brokers, whose publishers use no TLS. */
    public static Way between(int in, int out) {
        return new Way(in, out, "");
    }

    /**
     * Whether a PUBACK is no sign that the subscriber will get the message: the window is then of what it has not received, or
     * it would be the queue between the two that is measured.
     */
    boolean isLong() {
        return in != out;
    }
}
