package io.aromabridge.certs.connect;

import java.io.EOFException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;

/** Looks into the causes of a failure. */
final class Causes {
    private Causes() {}

    /** The first of this type. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type).isPresent();
    }

    /** Whether the other side, or the network, ended the connection. */
    static boolean hungUp(Throwable failure) {
        return has(failure, EOFException.class)
                || has(failure, SocketException.class)
                || has(failure, ClosedChannelException.class);
    }

    /** What the innermost cause says: one line, its first word not a name in lower case; its type if it says nothing. */
    static String text(Throwable failure) {
        Throwable root = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            root = at;
        }
        String text = root.getMessage() == null
                ? ""
                : root.getMessage().lines().findFirst().orElse("").strip();
        if (text.isEmpty()) {
            return root.getClass().getSimpleName();
        }
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1)) && text.indexOf(' ') > 0;
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
