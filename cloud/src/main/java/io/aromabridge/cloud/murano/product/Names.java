package io.aromabridge.cloud.murano.product;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import io.aromabridge.core.message.Payload;
import java.util.regex.Pattern;

/** How products, devices and resources may be called: what fits into a host name, a file name and a level of a topic. */
public final class Names {
    static final String ALIAS_RULE = "1 to 100 of a-z, A-Z, 0-9, '_', '.', ':' and '-'";

    private static final Pattern PRODUCT = Pattern.compile("[a-z0-9]{1,40}");
    private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    private Names() {}

    static String excerpt(String text) {
        return Payload.of(text).excerpt(60);
    }

    /** Whether a resource may be called so. */
    public static boolean isAlias(String text) {
        return IDENTITY.matcher(text).matches();
    }

    /** Throws CONFIGURATION unless a product may be called so. */
    public static void checkProduct(String text) throws AromaException {
        check(PRODUCT, "product '" + excerpt(text) + "'", text, "1 to 40 of a-z and 0-9, such as x2lmj5npsktbuik9");
    }

    /** Throws CONFIGURATION unless a device may be called so. */
    public static void checkIdentity(String text) throws AromaException {
        check(IDENTITY, "device '" + excerpt(text) + "'", text, ALIAS_RULE);
    }

    /** Throws CONFIGURATION unless a resource may be called so. */
    public static void checkAlias(String text) throws AromaException {
        check(IDENTITY, "resource '" + excerpt(text) + "'", text, ALIAS_RULE);
    }

    private static void check(Pattern pattern, String what, String text, String rule) throws AromaException {
        if (!pattern.matcher(text).matches()) {
            throw new AromaException(Kind.CONFIGURATION, what + ": use " + rule);
        }
    }
}
