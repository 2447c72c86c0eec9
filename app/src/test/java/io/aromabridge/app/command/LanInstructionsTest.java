package io.aromabridge.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.app.Console;
import io.aromabridge.app.run.Endpoints;
import io.aromabridge.certs.DeviceFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What other machines need is told. */
class LanInstructionsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void print(Endpoints endpoints, boolean terminal, String... addresses) throws Exception {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
        new LanInstructions(console, endpoints).print(List.of(all), terminal);
    }

    private List<String> said() {
        return err.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    private static Endpoints broker() {
        return Endpoints.empty()
                .local("127.0.0.1", 1884, Optional.empty())
                .localUser("demo", Path.of("data", "demo's.password"));
    }

    private static DeviceFiles files() {
        return new DeviceFiles("id", Path.of("ca"), Path.of("cert"), Path.of("key"));
    }

    @Test
    void aLineToPasteForEachAddress() throws Exception {
        print(broker(), false, "192.168.1.5", "2001:db8::5");
        List<String> lines = out.toString().lines().toList();
        String file = Path.of("data", "demo's.password").toString();
        assertEquals(2, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith("mosquitto_pub -h 192.168.1.5 -p 1884 -u demo -P \"$(cat '"
                                + file.replace("'", "'\\''") + "')\" -t aromajoin/aromashooter/"),
                lines::toString);
        assertTrue(lines.get(1).startsWith("mosquitto_pub -h 2001:db8:0:0:0:0:0:5 -p 1884 "), lines::toString);
        assertEquals(
                List.of(
                        "From other machines on the LAN:",
                        "There, write the password itself in place of $(cat …). It stands in " + file,
                        "On the LAN: mqtt://192.168.1.5:1884"),
                said());
    }

    @Test
    void aUserWhoseFileIsNotKnownIsLeftToThePerson() throws Exception {
        print(Endpoints.empty().local("127.0.0.1", 1884, Optional.empty()), false, "192.168.1.5");
        assertTrue(out.toString().contains(" -u USER -P PASSWORD -t "), out::toString);
    }

    @Test
    void theQrCodeLeadsToThePageOfTheFirstAddress() throws Exception {
        print(broker().dashboard("http://127.0.0.1:8081"), true, "192.168.1.5", "10.0.0.7");
        List<String> code = QrText.lines("http://192.168.1.5:8081/");
        List<String> said = said();
        assertEquals("On the LAN: http://192.168.1.5:8081/", said.get(said.size() - 1));
        assertEquals(code, said.subList(said.size() - 1 - code.size(), said.size() - 1));
    }

    @Test
    void anIpv6AddressIsInBracketsInAUrl() throws Exception {
        print(broker(), false, "2001:db8::5");
        assertTrue(err.toString().contains("On the LAN: mqtt://[2001:db8:0:0:0:0:0:5]:1884"), err::toString);
    }

    @Test
    void noCodeWhereNobodySeesIt() throws Exception {
        print(broker(), false, "192.168.1.5");
        assertFalse(err.toString().contains("\u001B"), err::toString);
    }

    @Test
    void theStandInAloneIsReachedWithItsFiles() throws Exception {
        print(Endpoints.empty().cloud("localhost", 8884, 4443, files()), false, "192.168.1.5");
        assertTrue(
                out.toString()
                        .startsWith("mosquitto_pub -h 192.168.1.5 -p 8884 --cafile 'ca' --cert 'cert' --key 'key' "),
                out::toString);
        assertTrue(err.toString().contains("Copy the three files"), err::toString);
        assertTrue(err.toString().contains("On the LAN: mqtts://192.168.1.5:8884"), err::toString);
    }

    @Test
    void saysIfThereIsNoLanOrNothingThatListens() throws Exception {
        print(broker(), true);
        assertEquals(
                List.of("--lan: this machine has no address on a LAN; connect it to one and start again."), said());
        print(Endpoints.empty(), true, "192.168.1.5");
        assertEquals("--lan: nothing listens here, so nothing is open to the LAN.", said().get(1));
        assertEquals("", out.toString());
    }
}
