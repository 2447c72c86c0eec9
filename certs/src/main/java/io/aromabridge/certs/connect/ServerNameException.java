package io.aromabridge.certs.connect;

import java.security.cert.CertificateException;
import java.util.List;

/** The server's certificate is trusted, and lists other names than the one that was connected to. */
public final class ServerNameException extends CertificateException {
    private static final long serialVersionUID = 1;

    private final transient List<String> names;

    /**
     * With the names that the certificate lists.
     *
     * @param cause what the JDK's check reported
     */
    public ServerNameException(List<String> names, Throwable cause) {
        super("the certificate lists " + names, cause);
        this.names = List.copyOf(names);
    }

    /** DNS names and addresses of the certificate; may be empty. */
    public List<String> names() {
        return names;
    }
}
