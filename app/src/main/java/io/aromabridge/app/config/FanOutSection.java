package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Required;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.bridge.fanout.FanOut;
import io.aromabridge.core.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One topic whose messages go to every device of a list. */
public record FanOutSection(
        @Doc("local topic for all of them") @Required("aromabridge/fanout/spectators") TopicName topic,
        @Doc("topic of each device in the cloud")
                @Default("aromajoin/aromashooter/{device}/command/diffuse")
                @As(Form.DEVICE_TOPIC)
                String to,
        @Doc("file with a serial number on each line; read anew when it changes") @Required("spectators.txt") Path list,
        @Doc("the same for rehearsals") @Without("none") Optional<Path> rehearsalList,
        @Doc("which list holds at the start") @Without("rehearsal if there is a rehearsal-list")
                Optional<FanOut.Mode> mode,
        @Doc("how long after it came a message is still worth sending") @Without("for ever") @As(Form.TIME_TO_LIVE)
                Optional<Duration> timeToLive) {}
