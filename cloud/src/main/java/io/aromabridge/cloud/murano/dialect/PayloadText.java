package io.aromabridge.cloud.murano.dialect;

import io.aromabridge.core.message.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text in a payload. */
final class PayloadText {
    private PayloadText() {}

    /** Empty if the payload is not UTF-8. */
    static Optional<String> of(Payload payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.toBytes()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
