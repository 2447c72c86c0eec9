package io.aromabridge.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * For a container's health check, in an image without curl: ends with 0 if {@code GET URL} answers 200, else with 1. {@code
 * java -cp aroma.jar io.aromabridge.app.HealthProbe http://127.0.0.1:8080/healthz}
 */
public final class HealthProbe {
    private static final int TIMEOUT_MS = 3000;

    private HealthProbe() {}

    /** Asks once. */
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && isHealthy(arguments[0]) ? 0 : 1);
    }

    private static boolean isHealthy(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
