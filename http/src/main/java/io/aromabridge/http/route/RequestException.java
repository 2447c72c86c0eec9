package io.aromabridge.http.route;

/** The request is at fault. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String hint;

    /**
     * Says what is wrong.
     *
     * @param status 400 to 499
     * @param error what was given and the rule it breaks
     * @param hint what to do instead
     */
    public RequestException(int status, String error, String hint) {
        super(error);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("status " + status + ": a fault of the request is 400 to 499");
        }
        this.status = status;
        this.hint = hint;
    }

    /** The answer that says so. */
    public Answer answer() {
        return Answer.error(status, String.valueOf(getMessage()), hint);
    }
}
