package io.aromabridge.app.config;

import io.aromabridge.app.config.schema.Fields;
import java.util.List;

/**
 * HTTP: health, metrics, state.
 *
 * @param host address to bind
 * @param port 0 to 65535; 0 is any free port
 * @param names host names, beside localhost and addresses, that a browser may use
 */
public record DashboardSection(String host, int port, List<String> names) {
    static DashboardSection of(Fields fields) {
        return new DashboardSection(
                fields.get("host", String.class),
                fields.get("port", Integer.class),
                fields.list("names", String.class));
    }
}
