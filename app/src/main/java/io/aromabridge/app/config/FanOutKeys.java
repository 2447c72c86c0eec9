package io.aromabridge.app.config;

import static io.aromabridge.app.config.schema.Key.many;
import static io.aromabridge.app.config.schema.Key.optional;
import static io.aromabridge.app.config.schema.Key.required;
import static io.aromabridge.app.config.schema.Key.setting;

import io.aromabridge.app.config.schema.Fields;
import io.aromabridge.app.config.schema.Key;
import io.aromabridge.app.config.schema.Problem;
import io.aromabridge.app.config.schema.Shape.ListOf;
import io.aromabridge.app.config.schema.Shape.Section;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Type.Choice;
import io.aromabridge.app.config.schema.Type.FilePath;
import io.aromabridge.app.config.schema.Type.Text;
import io.aromabridge.app.config.schema.Type.Time;
import io.aromabridge.app.config.schema.Type.Topic;
import java.util.function.Consumer;

/** The settings of the bridge's fan-outs. */
final class FanOutKeys {
    private static final Type PATTERN = new Text(
            "a topic with {device}",
            "[^+#{}]*([{]device[}][^+#{}]*)+",
            "a topic with {device} where the serial number stands, and without +, # and other braces");

    private FanOutKeys() {}

    static Key fanOuts() {
        return many("fan-out", new ListOf(fanOut()), "[]", "topics whose messages go to every device of a list");
    }

    private static Section fanOut() {
        return Section.of(
                        required("topic", new Topic(), "aromabridge/fanout/spectators", "local topic for all of them"),
                        setting(
                                "to",
                                PATTERN,
                                "aromajoin/aromashooter/{device}/command/diffuse",
                                "topic of each device in the cloud"),
                        required(
                                "list",
                                new FilePath(),
                                "spectators.txt",
                                "file with a serial number on each line; read anew when it changes"),
                        optional("rehearsal-list", new FilePath(), "none", "the same for rehearsals"),
                        optional(
                                "mode",
                                Choice.of(FanOutSection.Mode.class),
                                "rehearsal if there is a rehearsal-list",
                                "which list holds at the start"),
                        optional(
                                "time-to-live",
                                new Time("1ms", "8760h"),
                                "for ever",
                                "how long after it came a message is still worth sending"))
                .where(FanOutKeys::rehearsal);
    }

    private static void rehearsal(Fields fields, String path, Consumer<Problem> problems) {
        boolean rehearsal = fields.find("mode", FanOutSection.Mode.class)
                .filter(mode -> mode == FanOutSection.Mode.REHEARSAL)
                .isPresent();
        if (rehearsal && !fields.has("rehearsal-list")) {
            problems.accept(fields.problem(path, "rehearsal needs a list; add rehearsal-list: FILE", "mode"));
        }
    }
}
