package io.aromabridge.broker.moquette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Reads a file in the form of Moquette's {@code moquette.conf}: on each line a key, a space, and the value. */
final class MoquetteConf {
    private static final String KEY = "settings";

    private MoquetteConf() {}

    static Properties read(Path file) throws PluginException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new PluginException(KEY, file + " cannot be read: " + e);
        }
        Properties settings = new Properties();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 2);
                if (parts.length < 2) {
                    throw new PluginException(
                            KEY, file + ":" + (i + 1) + ": there is no value; write a key, a space and the value");
                }
                settings.setProperty(parts[0], unquoted(parts[1]));
            }
        }
        return settings;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
