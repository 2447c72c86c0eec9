package io.aromabridge.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.config.schema.JsonSchema;

/** The JSON Schema of the configuration file. */
public final class ConfigurationSchema {
    private ConfigurationSchema() {}

    /** The schema, in draft 2020-12, indented. An editor that has it completes keys and marks what is wrong. */
    public static String json() {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JsonSchema.of(SettingsTable.ROOT, "Aromabridge configuration"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes is JSON", e);
        }
    }
}
