package io.aromabridge.app.config.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells a host name or an address from what is neither, without asking DNS. */
final class Hosts {
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern BYTE_DOTTED =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?=.)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?");

    /** All that is a host, and a few texts with a colon that are not. */
    static final String PATTERN = "(?![0-9.]+$)" + NAME + "|" + BYTE_DOTTED + "|" + V6;

    private Hosts() {}

    /** The text itself. Throws {@link IllegalArgumentException} with a message that says what to write. */
    static String parse(String text) {
        boolean numeric = text.matches("[0-9.]+");
        boolean valid = numeric
                ? BYTE_DOTTED.matcher(text).matches()
                : isV6(text) || (text.length() <= 253 && NAME.matcher(text).matches());
        if (!valid) {
            throw new IllegalArgumentException(Given.show(text)
                    + " is not a host; use a name such as localhost or an address such as 127.0.0.1 or ::1,"
                    + " without port and brackets");
        }
        return text;
    }

    private static boolean isV6(String text) {
        if (!V6.matcher(text).matches()) {
            return false;
        }
        int zone = text.indexOf('%');
        try {
            // A text with a colon is parsed only, never looked up.
            InetAddress.getByName(zone < 0 ? text : text.substring(0, zone));
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
