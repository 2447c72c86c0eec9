package io.aromabridge.http.request;

import io.aromabridge.core.message.Payload;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The query of a request, read strictly: Javalin itself drops what it cannot decode, and takes the first of several. */
public final class QueryParameters {
    private final Map<String, List<String>> values = new HashMap<>();

    private QueryParameters() {}

    /** Those of this request; 400 for a bad percent sequence. */
    public static QueryParameters of(Context ctx) {
        QueryParameters parameters = new QueryParameters();
        String query = ctx.queryString();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw JsonErrors.exception(
                    400,
                    "the query has a bad %-sequence: " + Payload.of(text).excerpt(80),
                    "write a percent sign as %25");
        }
    }

    /** The same; 400 if there is one of another name: a filter that is misspelt must not go unnoticed. */
    public QueryParameters only(String... names) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(Set.of(names));
        if (!unknown.isEmpty()) {
            throw JsonErrors.exception(
                    400,
                    "parameter " + Payload.of(String.join(", ", unknown)).excerpt(80) + " is unknown here",
                    "known: " + String.join(", ", names));
        }
        return this;
    }

    /** A parameter; 400 if it is given twice or empty. */
    public Optional<String> text(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw JsonErrors.exception(
                    400, name + " is given " + given.size() + " times", "give " + name + " once, or leave it out");
        }
        if (given.contains("")) {
            throw JsonErrors.exception(400, name + " is empty", "give " + name + " a value, or leave it out");
        }
        return given.stream().findFirst();
    }

    /** A whole number; 400 if it is none or out of range. */
    public int number(String name, int unlessGiven, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return unlessGiven;
        }
        // Eleven characters hold every int with its sign; longer ones would only overflow.
        if (text.get().length() <= 11 && text.get().matches("-?[0-9]+")) {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return (int) value;
            }
        }
        throw JsonErrors.exception(
                400,
                name + "=" + Payload.of(text.get()).excerpt(40) + " is no whole number from " + min + " to " + max,
                "for example " + name + "=" + unlessGiven);
    }
}
