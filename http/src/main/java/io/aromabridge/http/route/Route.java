package io.aromabridge.http.route;

/**
 * What is served at a path.
 *
 * @param path begins with a slash; {@code {name}} stands for one segment: {@code /api/devices/{id}}. Case counts, a
 *     slash at the end does not
 */
public record Route(Method method, String path, Handler handler) {
    /** Throws {@link IllegalArgumentException} for a path that does not begin with a slash. */
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path " + path + ": it must begin with /");
        }
    }

    /** What is read at a path; HEAD works too. */
    public static Route get(String path, Handler handler) {
        return new Route(Method.GET, path, handler);
    }

    /** What is done at a path. */
    public static Route post(String path, Handler handler) {
        return new Route(Method.POST, path, handler);
    }
}
