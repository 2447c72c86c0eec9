package io.aromabridge.http.route;

import io.aromabridge.core.AromaException;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request; called from several threads at once.
     *
     * @throws RequestException if the request is at fault: answered with its status, error and hint
     * @throws AromaException answered with its message: 403 if refused, 503 if unreachable, 504 if timed out, else 500.
     *     Whatever else is thrown is logged and answered with 500, without a word about it
     */
    Answer handle(Request request) throws AromaException;
}
