package io.aromabridge.simulator.exam;

import io.aromabridge.core.message.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The payload of a message on {@code login}: a user's name, which becomes the first level of a topic.
 *
 * @param user the name; empty if there is a fault
 * @param fault why the payload is not a name
 */
record ExamLogin(String user, Optional<String> fault) {
    /** Longest name, in bytes. */
    static final int LONGEST = 128;

    private static final int SHOWN = 40;

    static ExamLogin of(Payload payload) {
        if (payload.length() == 0) {
            return faulty("it is empty; send the user's name");
        }
        if (payload.length() > LONGEST) {
            return faulty("it has " + payload.length() + " bytes; a user's name has up to " + LONGEST);
        }
        String user;
        try {
            user = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.toBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            return faulty("\"" + payload.excerpt(SHOWN) + "\" is not UTF-8; send the user's name as text");
        }
        if (user.startsWith("$") || user.isBlank() || user.chars().anyMatch(ExamLogin::isForbidden)) {
            return faulty("\"" + payload.excerpt(SHOWN)
                    + "\" cannot be the level of a topic; use a name without /, +, # and control characters");
        }
        return new ExamLogin(user, Optional.empty());
    }

    private static boolean isForbidden(int c) {
        return c == '/' || c == '+' || c == '#' || Character.isISOControl(c);
    }

    private static ExamLogin faulty(String fault) {
        return new ExamLogin("", Optional.of(fault));
    }
}
