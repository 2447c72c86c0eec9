package io.aromabridge.app.config;

import static io.aromabridge.app.config.schema.Key.optional;

import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Port;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;

/** Types and keys that several sections have. */
final class CommonKeys {
    static final Type NAME = new Text("a name", "[A-Za-z0-9_-]{1,100}", "up to 100 letters, digits, _ and -");
    static final Type CLIENT_ID = new Text("a client id", "[!-~]{1,128}", "up to 128 ASCII characters without spaces");
    static final Type USER = new Text("a user name", "[^:\\x00-\\x1f\\x7f]{1,255}", "up to 255 characters without :");
    static final Type LISTENER = new Port(0);
    static final Type PORT = new Port(1);
    static final Type WAIT = new Time("1ms", "24h");
    static final Type TIMEOUT = new Time("100ms", "10m");

    private CommonKeys() {}

    static Key credential(String name, String whose, String doc) {
        return optional(name, new FilePath(), whose + ", made on first run", doc);
    }

    static Key passwordOfUser() {
        return optional(
                "password-file",
                new FilePath(),
                "DATA/broker/demo.password, made on first run",
                "file with the password alone, on one line");
    }
}
