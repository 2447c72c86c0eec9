package io.aromabridge.app.command;

import io.aromabridge.app.Console;
import io.aromabridge.app.run.Endpoints;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What {@code --lan} prints when everything is ready: how other machines reach this one. Never a password. */
final class LanInstructions {
    private final Console console;
    private final Endpoints endpoints;

    LanInstructions(Console console, Endpoints endpoints) {
        this.console = console;
        this.endpoints = endpoints;
    }

    /**
     * Prints them.
     *
     * @param addresses of this machine; the first is in the QR code
     * @param terminal whether a QR code can be seen
     */
    void print(List<InetAddress> addresses, boolean terminal) {
        console.say("");
        if (addresses.isEmpty()) {
            console.say("--lan: this machine has no address on a LAN; connect it to one and start again.");
            return;
        }
        Optional<String> url = url(addresses.get(0));
        if (url.isEmpty()) {
            console.say("--lan: nothing listens here, so nothing is open to the LAN.");
            return;
        }
        if (hasLocal() || hasCloud()) {
            console.say("From other machines on the LAN:");
            console.say("");
            addresses.forEach(address -> console.print(line(address.getHostAddress())));
            console.say("");
            secret().ifPresent(console::say);
        }
        if (terminal) {
            QrText.lines(url.get()).forEach(console::say);
        }
        console.say("On the LAN: " + url.get());
    }

    private boolean hasLocal() {
        return endpoints.number(Endpoints.LOCAL, "mqtt").isPresent();
    }

    private boolean hasCloud() {
        return endpoints.number(Endpoints.CLOUD, "mqtt").isPresent();
    }

    private String line(String host) {
        return hasLocal() ? Snippets.mosquittoPub(endpoints, host) : Snippets.mosquittoPubCloud(endpoints, host);
    }

    /** How what this machine keeps secret gets to another one. */
    private Optional<String> secret() {
        if (!hasLocal()) {
            return Optional.of("Copy the three files to the other machine first, and write their names there.");
        }
        return endpoints
                .text(Endpoints.LOCAL, "passwordFile")
                .map(file -> "There, write the password itself in place of $(cat …). It stands in " + file);
    }

    private Optional<String> url(InetAddress address) {
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return endpoints
                .text(Endpoints.DASHBOARD)
                .map(here -> "http://" + host + ":" + URI.create(here).getPort() + "/")
                .or(() -> endpoints.number(Endpoints.LOCAL, "mqtt").map(port -> "mqtt://" + host + ":" + port))
                .or(() -> endpoints.number(Endpoints.CLOUD, "mqtt").map(port -> "mqtts://" + host + ":" + port));
    }
}
