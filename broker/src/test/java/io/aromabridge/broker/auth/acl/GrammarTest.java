package io.aromabridge.broker.auth.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line may look like, and what is said of one that may not. */
class GrammarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "topic readwrite a",
                "topic a",
                "   topic   readwrite   a",
                "topic readwrite a   ",
                "topic readwrite a\r",
                "topic readwrite a\r\n",
                "topic readwrite a \t\u000b\f\r",
                "topic readwrite  \t a",
                "pattern readwrite a",
            })
    void takesSpacesWhereTheyDoNoHarm(String line) throws AromaException {
        Rules.of(line).allows("a", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t", "\r", "#", "# topic deny a", "#topic deny a", "#\u00a7 \0"})
    void skipsBlankLinesAndComments(String line) throws AromaException {
        Rules.of("topic a", line).allows("a", 1);
    }

    @Test
    void aTopicMayHoldSpacesAfterAnAccessWord() throws AromaException {
        Rules.of("topic read Accounts payable/x  y").reads("Accounts payable/x  y", 1);
    }

    @Test
    void anAccessWordAloneIsATopic() throws AromaException {
        Rules.of("topic deny").allows("deny", 1);
        Rules.of("topic read ").allows("read", 1).denies("a");
    }

    @Test
    void aTabIsPartOfAWord() throws AromaException {
        Rules.of("topic read\ta").allows("read\ta", 1).denies("a");
        Rules.of("topic \ta").allows("\ta", 1).denies("a");
    }

    @ParameterizedTest
    @CsvSource({"user bob,bob", "'user   bob  ',bob", "user carol smith,carol smith", "user #x,#x", "user user,user"})
    void aUserNameIsTheRestOfTheLine(String line, String user) throws AromaException {
        Rules.of(line, "topic a").as(user).allows("a", 2);
    }

    @Test
    void aTopicOfTwoHundredSlashesIsTheDeepest() throws AromaException {
        Rules.of("topic read " + "/".repeat(200)).reads("/".repeat(200), 1);
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                Arguments.of(" # comment", 2, "a comment must begin in the first column"),
                Arguments.of("topics a", 1, "'topics' begins no rule; write user, topic or pattern, in lower case"),
                Arguments.of("  Topic a", 3, "'Topic' begins no rule"),
                Arguments.of("userbob", 1, "'userbob' begins no rule"),
                Arguments.of("\u00a0topic a", 1, "begins no rule"),
                Arguments.of("to\u001bpic a", 1, "'to?pic' begins no rule"),
                Arguments.of("topic\tread a", 6, "a tab does not separate words here; write a space instead"),
                Arguments.of("\ttopic a", 1, "a tab does not separate words"),
                Arguments.of("user\tbob", 5, "a tab does not separate words"),
                Arguments.of("user", 5, "no name follows user; write user NAME"),
                Arguments.of("user   ", 5, "no name follows user"),
                Arguments.of("topic", 6, "no topic follows; write a topic filter"),
                Arguments.of("pattern  \t", 8, "no topic follows"),
                Arguments.of("topic a b", 7, "'a' is no access; write read, write, readwrite or deny"),
                Arguments.of("topic Read a", 7, "'Read' is no access"),
                Arguments.of("topic allow a", 7, "'allow' is no access"),
                Arguments.of("topic  read,write a", 8, "'read,write' is no access"),
                Arguments.of("topic read\ta b", 7, "'read?a' is no access"),
                Arguments.of("topic read a/+b", 14, "'+' must fill a whole level"),
                Arguments.of("topic a#", 8, "'#' must fill a whole level"),
                Arguments.of("topic read #/a", 12, "'#' must be the last level"),
                Arguments.of("pattern read %u+", 16, "'+' must fill a whole level"),
                Arguments.of("pattern #%u", 9, "'#' must fill a whole level"),
                Arguments.of("topic read " + "/".repeat(201), 12, "201 slashes; write at most 200"),
                Arguments.of("topic " + "x".repeat(65_536), 65_543, "at most 65535 are allowed"),
                Arguments.of("topic a\0b", 8, "U+0000"),
                Arguments.of("user a\0b", 7, "U+0000"));
    }

    @ParameterizedTest(name = "[{index}] {2}")
    @MethodSource("badLines")
    void refusesTheFileAndNamesThePlace(String line, int column, String what) {
        AromaException problem =
                assertThrows(AromaException.class, () -> AclFile.parse(List.of("topic a", line, "topic b")));

        String message = String.valueOf(problem.getMessage());
        assertEquals(AromaException.Kind.CONFIGURATION, problem.kind());
        assertEquals("line 2:" + column + ": ", message.substring(0, message.indexOf(' ', 6) + 1), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.contains(what), message);
    }

    @Test
    void namesEveryBadLineAtOnce() {
        AromaException problem = assertThrows(
                AromaException.class, () -> AclFile.parse(List.of("user", "topic a", "topic x y", "", "deny a")));

        List<String> lines = String.valueOf(problem.getMessage()).lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertEquals("line 1:5: no name follows user; write user NAME", lines.get(0));
        assertEquals("line 3:7: ", lines.get(1).substring(0, 10));
        assertEquals("line 5:1: ", lines.get(2).substring(0, 10));
    }
}
