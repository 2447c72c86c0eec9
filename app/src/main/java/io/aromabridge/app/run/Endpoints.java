package io.aromabridge.app.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aromabridge.certs.DeviceFiles;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints file: where a running system is, for programs that use it. It appears, by one atomic rename, when
 * everything is ready. Several processes may share one file: each writes and removes its own parts.
 */
public final class Endpoints {
    /** The key of the local broker. */
    public static final String LOCAL = "local";

    /** The key of the cloud. */
    public static final String CLOUD = "cloud";

    /** The key of the products of the stand-in for Murano. */
    public static final String PRODUCTS = "products";

    /** The key of the base URL of HTTP. */
    public static final String DASHBOARD = "dashboard";

    /** The key of the simulated devices' names. */
    public static final String DEVICES = "devices";

    /** The key of the diffusion log's path. */
    public static final String DIFFUSIONS = "diffusions";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node;

    private Endpoints(ObjectNode node) {
        this.node = node;
    }

    /** Nothing runs. */
    public static Endpoints empty() {
        return new Endpoints(JSON.createObjectNode());
    }

    /**
     * Adds the local broker.
     *
     * @param webSocket the port of MQTT over WebSocket, if it is on
     */
    public Endpoints local(String host, int port, Optional<Integer> webSocket) {
        ObjectNode local = node.putObject(LOCAL).put("host", host).put("mqtt", port);
        webSocket.ifPresent(p -> local.put("websocket", p));
        return this;
    }

    /** Adds a user of the local broker, and the file that holds the password alone. */
    public Endpoints localUser(String name, Path passwordFile) {
        node.withObject("/" + LOCAL).put("username", name).put("passwordFile", passwordFile.toString());
        return this;
    }

    /** Adds where HTTP is served: a base URL without a path. */
    public Endpoints dashboard(String url) {
        node.put(DASHBOARD, url);
        return this;
    }

    /** Adds the cloud, with the files of a thing that may connect. */
    public Endpoints cloud(String host, int port, int alpnPort, DeviceFiles files) {
        node.putObject(CLOUD)
                .put("host", host)
                .put("mqtt", port)
                .put("alpn", alpnPort)
                .put("ca", files.ca().toString())
                .put("certificate", files.certificate().toString())
                .put("privateKey", files.privateKey().toString());
        return this;
    }

    /**
     * Adds the products of the stand-in for Murano.
     *
     * @param names the host names that their devices ask for
     */
    public Endpoints products(String host, int port, Path ca, List<String> names) {
        ArrayNode array = node.putObject(PRODUCTS)
                .put("host", host)
                .put("mqtt", port)
                .put("ca", ca.toString())
                .putArray("names");
        names.forEach(array::add);
        return this;
    }

    /** Adds the simulated devices and where they log. */
    public Endpoints devices(List<String> names, Path diffusions) {
        ArrayNode array = node.putArray(DEVICES);
        names.forEach(array::add);
        node.put(DIFFUSIONS, diffusions.toString());
        return this;
    }

    /** All of these, and those of others. */
    public Endpoints with(Endpoints others) {
        ObjectNode both = node.deepCopy();
        both.setAll(others.node);
        return new Endpoints(both);
    }

    /** The names of the simulated devices. */
    public List<String> devices() {
        return texts(DEVICES);
    }

    /** The texts in a list at a path of keys. */
    public List<String> texts(String... keys) {
        List<String> texts = new ArrayList<>();
        at(keys).forEach(n -> texts.add(n.asText()));
        return texts;
    }

    /** The text at a path of keys. */
    public Optional<String> text(String... keys) {
        JsonNode at = at(keys);
        return at.isTextual() ? Optional.of(at.textValue()) : Optional.empty();
    }

    /** The number at a path of keys. */
    public Optional<Integer> number(String... keys) {
        JsonNode at = at(keys);
        return at.isInt() ? Optional.of(at.intValue()) : Optional.empty();
    }

    private JsonNode at(String... keys) {
        JsonNode at = node;
        for (String key : keys) {
            at = at.path(key);
        }
        return at;
    }

    /**
     * The file as it is; empty if there is none.
     *
     * @throws AromaException CONFIGURATION if it is damaged or cannot be read
     */
    public static Optional<Endpoints> read(Path file) throws AromaException {
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode object) {
                return Optional.of(new Endpoints(object));
            }
            throw new AromaException(Kind.CONFIGURATION, file + ": it is no endpoints file; delete it");
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new AromaException(
                    Kind.CONFIGURATION, file + ": it is no JSON (" + e.getOriginalMessage() + "); delete it", e);
        } catch (IOException e) {
            throw new AromaException(Kind.CONFIGURATION, file + ": it cannot be read (" + e + ")", e);
        }
    }

    /** Writes these parts; those of other processes stay. */
    void writeInto(Path file) throws AromaException {
        Endpoints all = readOrEmpty(file);
        all.node.setAll(node);
        all.write(file);
    }

    /** Removes parts, and the file with the last one. */
    static void remove(Path file, Set<String> keys) throws AromaException {
        if (!Files.exists(file)) {
            return;
        }
        Endpoints all = readOrEmpty(file);
        all.node.remove(keys);
        all.write(file);
    }

    /** A damaged file is of no use to anybody, and is written anew. */
    private static Endpoints readOrEmpty(Path file) {
        try {
            return read(file).orElseGet(Endpoints::empty);
        } catch (AromaException damaged) {
            return empty();
        }
    }

    private void write(Path file) throws AromaException {
        try {
            if (node.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "endpoints", ".tmp");
            Files.writeString(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AromaException(
                    Kind.FAILED, file + ": the endpoints file cannot be written (" + e + "); check the folder", e);
        }
    }
}
