package io.aromabridge.http.route;

/** The HTTP methods that a route may serve (RFC 9110, section 9.3). HEAD comes with GET. */
public enum Method {
    /** Reads. */
    GET,
    /** Does something. */
    POST,
    /** Puts a thing in its place. */
    PUT,
    /** Removes a thing. */
    DELETE
}
