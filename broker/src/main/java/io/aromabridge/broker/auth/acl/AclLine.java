package io.aromabridge.broker.auth.acl;

import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicSyntaxException;

/**
 * One line of an ACL file. Words are separated by spaces alone, and a tab is part of a word; white space at the end does
 * not count.
 */
sealed interface AclLine {
    /** A comment, with {@code #} as the very first character, or a blank line. */
    record Skipped() implements AclLine {}

    /** {@code user NAME}: what follows belongs to this user. */
    record User(String name) implements AclLine {}

    /** {@code topic [ACCESS] FILTER}: for one user, or for anonymous clients before the first user. */
    record Topic(AclRule rule) implements AclLine {}

    /** {@code pattern [ACCESS] FILTER}: for all clients. */
    record Pattern(AclRule rule) implements AclLine {}

    /** The bound of mosquitto, in the file as in messages. */
    int MAX_SLASHES = 200;

    /** Reads one line, with or without its line end. */
    static AclLine parse(int number, String raw) throws AclLineException {
        String line = raw.substring(0, contentEnd(raw));
        int start = skipSpaces(line, 0);
        if (line.startsWith("#") || start == line.length()) {
            return new Skipped();
        }
        if (number == 1 && line.startsWith("\uFEFF")) {
            throw new AclLineException(1, "the file begins with a byte order mark; save it as UTF-8 without one");
        }
        int nul = line.indexOf('\0');
        if (nul >= 0) {
            throw new AclLineException(nul + 1, "the character U+0000 is no text; remove it");
        }
        int end = wordEnd(line, start);
        return switch (line.substring(start, end)) {
            case "user" -> user(line, end);
            case "topic" -> new Topic(rule(number, line, end));
            case "pattern" -> new Pattern(rule(number, line, end));
            default -> throw noKeyword(line, start, end);
        };
    }

    private static AclLineException noKeyword(String line, int start, int end) {
        String word = line.substring(start, end);
        if (word.startsWith("#")) {
            return new AclLineException(
                    start + 1, "a comment must begin in the first column; remove the spaces before '#'");
        }
        if (word.indexOf('\t') >= 0) {
            return new AclLineException(
                    start + word.indexOf('\t') + 1, "a tab does not separate words here; write a space instead");
        }
        return new AclLineException(
                start + 1,
                quote(word) + " begins no rule; write user, topic or pattern, in lower case, and a space after it");
    }

    private static AclLine user(String line, int keywordEnd) throws AclLineException {
        if (keywordEnd == line.length()) {
            throw new AclLineException(keywordEnd + 1, "no name follows user; write user NAME");
        }
        return new User(line.substring(skipWhiteSpace(line, keywordEnd)));
    }

    private static AclRule rule(int number, String line, int keywordEnd) throws AclLineException {
        int first = skipSpaces(line, keywordEnd);
        if (first == line.length()) {
            throw new AclLineException(
                    first + 1, "no topic follows; write a topic filter, with read, write, readwrite or deny before it");
        }
        int firstEnd = wordEnd(line, first);
        if (firstEnd == line.length()) {
            return AclRule.of(number, Access.READWRITE, filter(line, first));
        }
        String word = line.substring(first, firstEnd);
        Access access = Access.named(word)
                .orElseThrow(() -> new AclLineException(
                        first + 1,
                        quote(word)
                                + " is no access; write read, write, readwrite or deny, also before a topic with a space"
                                + " in it"));
        return AclRule.of(number, access, filter(line, skipWhiteSpace(line, firstEnd)));
    }

    private static String filter(String line, int start) throws AclLineException {
        String filter = line.substring(start);
        try {
            TopicFilter checked = TopicFilter.of(filter);
            if (checked.levels() > MAX_SLASHES + 1) {
                throw new AclLineException(
                        start + 1,
                        "the topic has " + (checked.levels() - 1) + " slashes; write at most " + MAX_SLASHES);
            }
        } catch (TopicSyntaxException e) {
            throw new AclLineException(start + e.position() + 1, String.valueOf(e.getMessage()));
        }
        return filter;
    }

    /** A word of the file for a message: it may be long, and hold what a terminal obeys. */
    private static String quote(String word) {
        String shown = word.length() > 40 ? word.substring(0, 40) + "..." : word;
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    private static int contentEnd(String raw) {
        int end = raw.length();
        while (end > 0 && isWhiteSpace(raw.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int skipSpaces(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int skipWhiteSpace(String line, int from) {
        int at = from;
        while (at < line.length() && isWhiteSpace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String line, int from) {
        int space = line.indexOf(' ', from);
        return space < 0 ? line.length() : space;
    }

    /** C's isspace. */
    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
