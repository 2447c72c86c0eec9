package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import java.util.List;

/** HTTP: health, metrics, state. */
public record DashboardSection(
        @Doc("address to bind") @Default("127.0.0.1") @As(Form.HOST) String host,
        @Doc("0 = any free port; one part alone serves HTTP only if this is set") @Default("8080") @As(Form.LISTENER)
                int port,
        @Doc("further host names that browsers may use") @Default("[]") @As(Form.HOST) List<String> names) {}
