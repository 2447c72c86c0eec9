package io.aromabridge.app.watch;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a running system for its state. */
final class StateClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * The state now.
     *
     * @param dashboard the base, such as {@code http://127.0.0.1:8080}
     * @throws AromaException UNREACHABLE without an answer of status 200 that holds a state
     */
    SystemState get(URI dashboard) throws AromaException {
        URI address = URI.create(dashboard.toString().replaceFirst("/+$", "") + "/api/state");
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new AromaException(
                        Kind.UNREACHABLE, address + ": it answers with HTTP status " + response.statusCode());
            }
            return StateReader.read(response.body())
                    .orElseThrow(() -> new AromaException(Kind.UNREACHABLE, address + ": its answer is no state"));
        } catch (HttpTimeoutException e) {
            throw new AromaException(Kind.UNREACHABLE, address + ": no answer in time", e);
        } catch (IOException e) {
            throw new AromaException(Kind.UNREACHABLE, address + ": no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AromaException(Kind.FAILED, address + ": interrupted", e);
        }
    }
}
