package io.aromabridge.http.route;

import io.aromabridge.core.message.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is asked.
 *
 * @param path as it was sent, without the query
 * @param pathParameters decoded, by the names in the route's path
 * @param query decoded, by name
 * @param headers by name in lower case; the first of each
 * @param body empty with GET and DELETE
 */
public record Request(
        Method method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Payload body) {
    /** Copies. */
    public Request {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** What stands in the path for {@code {name}}; a name that the route's path lacks is a mistake of the program. */
    public String pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException(path + " has no {" + name + "}"));
    }

    /** A header's value; the case of its name does not count. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A parameter of the query; 400 if it is given twice or empty. */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new RequestException(
                    400, name + " is given " + values.size() + " times", "give " + name + " once, or leave it out");
        }
        if (values.contains("")) {
            throw new RequestException(400, name + " is empty", "give " + name + " a value, or leave it out");
        }
        return values.stream().findFirst();
    }

    /** A whole number of the query; 400 if it is none or out of range. */
    public int parameter(String name, int unlessGiven, int min, int max) {
        Optional<String> text = parameter(name);
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
        throw new RequestException(
                400,
                name + "=" + Payload.of(text.get()).excerpt(40) + " is no whole number from " + min + " to " + max,
                "for example " + name + "=" + unlessGiven);
    }

    /** Answers 400 if the query holds a parameter of another name: a filter that is misspelt must not go unnoticed. */
    public void onlyParameters(String... names) {
        Set<String> unknown = new TreeSet<>(query.keySet());
        unknown.removeAll(Set.of(names));
        if (!unknown.isEmpty()) {
            throw new RequestException(
                    400,
                    "parameter " + Payload.of(String.join(", ", unknown)).excerpt(80) + " is unknown here",
                    "known: " + String.join(", ", names));
        }
    }

    /** The body as a JSON object, whose values are maps, lists, text, numbers, booleans and null; 400 if it is none. */
    public Map<String, @Nullable Object> json() {
        return Json.readObject(body);
    }
}
