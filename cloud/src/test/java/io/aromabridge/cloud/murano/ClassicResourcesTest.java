package io.aromabridge.cloud.murano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aromabridge.cloud.murano.product.Format;
import io.aromabridge.cloud.murano.product.Resource;
import io.aromabridge.core.AromaException;
import io.aromabridge.testing.mqtt.RawClient;
import io.aromabridge.testing.mqtt.RawPacket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of resources, from a classic device and from the platform. */
class ClassicResourcesTest {
    @TempDir
    Path folder = Path.of("");

    private Murano murano;
    private RawClient device;

    @BeforeEach
    void start() throws Exception {
        murano = Murano.start(folder);
        device = murano.device("007", murano.activate("007")).subscribed("007/#", 1);
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
        murano.close();
    }

    @Test
    void aValueOfTheDeviceIsStoredAndComesBackBySubscription() throws Exception {
        device.send(RawClient.publish(0, "007/temperature", 0, "32"));
        RawPacket echo = device.read();
        assertEquals("007/temperature 32", echo.topic() + " " + echo.payload());
        murano.awaitValue("lamps", "007", "temperature", "32");
        Resource resource =
                murano.registry.device("lamps", "007").resource("temperature").orElseThrow();
        assertEquals(Format.FLOAT, resource.format());
        assertEquals(
                "2026-01-01T00:00:00Z", resource.latest().orElseThrow().at().toString());
    }

    @Test
    void aValueOfThePlatformIsDeliveredAndStored() throws Exception {
        murano.registry.write("lamps", "007", "temperature", "212");
        RawPacket written = device.read();
        assertEquals("007/temperature 212", written.topic() + " " + written.payload());
        assertEquals(0, written.header() & 1, "it is not retained");
        murano.line("device '007': the platform writes temperature = 212");
    }

    @Test
    void aValueThatDoesNotFitIsNotStored() throws Exception {
        device.send(
                RawClient.publish(0, "007/temperature", 0, "warm"),
                RawClient.publish(0, "007/state", 0, "1.5"),
                RawClient.publish(0, "007/a/b", 0, "1"));
        murano.line("'warm' is no float, which 'temperature' is; the value is not stored");
        murano.line("'1.5' is no integer, which 'state' is; the value is not stored");
        murano.line("'a/b' is no alias of a resource");
        device.send(RawClient.publish(0, "007/name", 0, "a lamp"));
        murano.awaitValue("lamps", "007", "name", "a lamp");
        assertEquals(
                "[name]",
                murano.registry.device("lamps", "007").resources().keySet().toString());
    }

    @Test
    void bytesThatAreNoTextAreNotStored() throws Exception {
        byte[] noText = RawClient.packet(0x30, RawClient.text("007/name"), new byte[] {(byte) 0xff, 0});
        device.send(noText);
        murano.line("its value on 007/name is not UTF-8");
    }

    @Test
    void thePlatformWritesNothingThatDoesNotFit() {
        AromaException e =
                assertThrows(AromaException.class, () -> murano.registry.write("lamps", "007", "temperature", "x"));
        assertEquals("device '007' of product 'lamps': 'x' is no float, which 'temperature' is", e.getMessage());
        assertThrows(AromaException.class, () -> murano.registry.write("lamps", "nobody", "temperature", "1"));
        assertThrows(AromaException.class, () -> murano.registry.write("nothing", "007", "temperature", "1"));
        assertFalse(murano.standIn.samples().isEmpty(), "the stand-in goes on");
    }

    @Test
    void valuesOutliveTheStandIn() throws Exception {
        device.send(RawClient.publish(0, "007/temperature", 0, "32"));
        murano.awaitValue("lamps", "007", "temperature", "32");
        murano.close();
        murano = Murano.start(folder);
        Resource resource =
                murano.registry.device("lamps", "007").resource("temperature").orElseThrow();
        assertEquals("32", resource.latest().orElseThrow().value());
        assertEquals("activated", murano.registry.device("lamps", "007").status());
    }
}
