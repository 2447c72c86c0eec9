package io.aromabridge.app.run;

/** Addresses to bind, and addresses to connect to. */
public final class ClientAddress {
    private ClientAddress() {}

    /** Where a client on this machine finds what is bound to this address. */
    public static String forClients(String bound) {
        return bound.equals("0.0.0.0") || bound.equals("::") ? "127.0.0.1" : bound;
    }
}
