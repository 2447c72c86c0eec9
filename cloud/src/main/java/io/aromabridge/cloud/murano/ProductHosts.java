package io.aromabridge.cloud.murano;

import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.Profile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host names of products: {@code mqtt-PRODUCT.hosted.exosite.io}, or {@code PRODUCT.m2.exosite.io}. */
public final class ProductHosts {
    /** Names in a server certificate that cover the host names of all products, also of those to come. */
    public static final List<String> WILDCARDS = List.of("*.hosted.exosite.io", "*.m2.exosite.io");

    private static final Pattern HOST =
            Pattern.compile("mqtt-([a-z0-9]+)\\.hosted\\.exosite\\.io|([a-z0-9]+)\\.m2\\.exosite\\.io");

    private ProductHosts() {}

    /** The host name that the devices of a product use, by its profile; both lead to it. */
    public static String of(Product product) {
        return product.profile() == Profile.CLASSIC
                ? "mqtt-" + product.name() + ".hosted.exosite.io"
                : product.name() + ".m2.exosite.io";
    }

    /** The product whose host name this is, whether there is one or not. */
    static Optional<String> productOf(String hostName) {
        Matcher matcher = HOST.matcher(hostName);
        return matcher.matches() ? Optional.of(matcher.group(matcher.group(1) == null ? 2 : 1)) : Optional.empty();
    }
}
