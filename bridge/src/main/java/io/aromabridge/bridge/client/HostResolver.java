package io.aromabridge.bridge.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up host names. */
@FunctionalInterface
public interface HostResolver {
    /** The JDK's: the operating system's hosts file and DNS. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of a name, at least one, in the order in which to try them. May block for seconds. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
