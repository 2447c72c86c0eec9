package io.aromabridge.broker.auth.acl;

/**
 * One {@code topic} or {@code pattern} line.
 *
 * @param filter a topic filter; of a pattern with {@code %u} and {@code %c} still in it
 * @param decision what it says where it applies: made once, since every message asks
 */
record AclRule(Access access, String filter, Decision decision) {
    static AclRule of(int line, Access access, String filter) {
        return new AclRule(access, filter, Decision.byLine(access != Access.DENY, line));
    }

    /** Whether it decides: a match that gives too little leaves it to the next rule. */
    boolean decides(Access wanted) {
        return access == Access.DENY || access.gives(wanted);
    }

    boolean needsUser() {
        return filter.contains("%u");
    }

    /** The filter for one client. What is put in is not looked at again for {@code %}. */
    String filterFor(String user, String clientId) {
        if (filter.indexOf('%') < 0) {
            return filter;
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = filter.indexOf('%'); at >= 0 && at + 1 < filter.length(); at = filter.indexOf('%', at + 1)) {
            char kind = filter.charAt(at + 1);
            if (kind == 'u' || kind == 'c') {
                filled.append(filter, from, at).append(kind == 'u' ? user : clientId);
                from = at + 2;
            }
        }
        return filled.append(filter, from, filter.length()).toString();
    }
}
