package io.aromabridge.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a recording is said with file and line; what is merely unknown, or breaks off, does no harm. */
class DamagedRecordingTest {
    private static final String HEADER = "{\"recording\":1,\"startedAt\":\"2026-05-04T10:00:00Z\"}\n";
    private static final String AT = "\"at\":\"2026-05-04T10:00:01Z\"";

    @TempDir
    Path folder = Path.of("");

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("night.jsonl"), text);
    }

    private static AromaException refusal(Path file) {
        return assertThrows(AromaException.class, () -> RecordingTest.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        {"recording":2}             | "recording" is 2, and 1 is the version that is read here; expected the first line
        {"at":"2026-05-04T10:00:01Z"} | "recording" is missing, and 1 is the version
        {"recording":1}             | "startedAt" is missing; expected a time such as 2026-01-31T12:00:00.123456Z
        {"recording":1,"startedAt":"2026-05-04T10:00:00Z","seed":1.5} | "seed" is 1.5; expected a whole number of 64 bits
        {"recording":1,"startedAt":"2026-05-04T10:00:00Z","ports":[1]} | "ports" is [1]; expected an object of ports by name
        {"recording":1,"startedAt":"2026-05-04T10:00:00Z","ports":{"a":"b"}} | "ports" is {"a":"b"}; expected an object
        [1]                         | it is [1]; expected one JSON object a line
        hello                       | it is no JSON (Unrecognized token 'hello'
        """)
    void aFileThatIsNoRecordingIsRefused(String first, String expected) throws Exception {
        Path file = file(first + "\n");
        AromaException e = refusal(file);
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ":1: " + expected), e::toString);
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
    }

    @Test
    void anEmptyFileAndAMissingOneAreRefused() throws Exception {
        Path file = file("");
        assertTrue(String.valueOf(refusal(file).getMessage()).contains(": the file is empty; expected the first line"));
        Path missing = folder.resolve("no.jsonl");
        assertEquals(
                missing + ": there is no such file; expected a recording",
                refusal(missing).getMessage());
        assertTrue(String.valueOf(refusal(folder).getMessage()).startsWith(folder + ": it cannot be read ("));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        {"topic":"a"}                | "at" is missing; expected a time such as 2026-01-31T12:00:00.123456Z
        {"at":"yesterday"}           | "at" is "yesterday"; expected a time such as 2026-01-31T12:00:00.123456Z
        {"at":17}                    | "at" is 17; expected a time such as 2026-01-31T12:00:00.123456Z
        {AT,"topic":"a","qos":3}     | "qos" is 3; expected 0, 1 or 2
        {AT,"topic":"a","qos":"1"}   | "qos" is "1"; expected 0, 1 or 2
        {AT,"topic":"a","retain":1}  | "retain" is 1; expected true or false
        {AT,"topic":"a","payload":{}} | "payload" is {}; expected a text
        {AT,"topic":"a","payloadBase64":"a?a="} | "payloadBase64" is no Base64 (Illegal base64 character 3f)
        {AT,"topic":"a","payload":"b","payloadBase64":"aa"} | "payload" and "payloadBase64"; expected one of them
        {AT,"topic":"a","publish":"moon"} | "publish" is "moon"; expected "local" or "cloud"
        {AT,"publish":"local"}       | "publish" without "topic"; expected both
        {AT,"payload":"b"}           | a payload without "topic"; expected both
        {AT,"topic":"a/+"}           | topic "a/+": wildcard '+' is not allowed in a topic to publish to (index 2)
        {AT,"place":null}            | "place" is null; expected a text
        null                         | it is null; expected one JSON object a line
        {AT} {AT}                    | it is no JSON (Trailing token (of type START_OBJECT) found
        {AT                          | it is no JSON (Unexpected end-of-input: expected close marker
        """)
    void aWrongLineIsRefusedWithItsNumber(String line, String expected) throws Exception {
        Path file = file(HEADER + "\n" + line.replace("AT", AT) + "\n{" + AT + "}\n");
        AromaException e = refusal(file);
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ":3: " + expected), e::toString);
        assertEquals(AromaException.Kind.CONFIGURATION, e.kind());
    }

    @Test
    void whatItDoesNotKnowAndBlankLinesDoNotCount() throws Exception {
        Path file = file(HEADER.replace("{", "{\"by\":\"somebody\",") + "\r\n  \n{" + AT
                + ",\"topic\":\"a\",\"mid\":7,\"hops\":[{}]}\r\n\n");
        List<RecordedLine> lines = RecordingTest.read(file);
        assertEquals(
                List.of(Optional.of(Message.of("a", "", QoS.AT_MOST_ONCE))),
                lines.stream().map(RecordedLine::message).toList());
    }

    @Test
    void aTimeMayHaveAnOffset() throws Exception {
        Path file = file(HEADER + "{\"at\":\"2026-05-04T19:00:01.5+09:00\"}\n");
        assertEquals(
                Instant.parse("2026-05-04T10:00:01.5Z"),
                RecordingTest.read(file).get(0).at());
    }

    @Test
    void wholeLastLineNeedsNoLineFeed() throws Exception {
        assertEquals(1, RecordingTest.read(file(HEADER + "{" + AT + "}")).size());
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "20", "30"})
    void aTornLastLineEndsTheRecordingAndIsReported(int length) throws Exception {
        String line = "{" + AT + ",\"topic\":\"薔薇\"}";
        Path file = file(HEADER + line + "\n" + line.substring(0, length));
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertTrue(reader.next().isPresent());
            assertEquals(Optional.empty(), reader.torn());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(Optional.of(file + ":3: the last line breaks off, and is left out"), reader.torn());
        }
    }

    @Test
    void aLineTornWithinACharacterIsReportedToo() throws Exception {
        Path file = file(HEADER + "{" + AT + ",\"topic\":\"薔");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertEquals(Optional.empty(), reader.next());
            assertTrue(reader.torn().isPresent());
        }
    }
}
