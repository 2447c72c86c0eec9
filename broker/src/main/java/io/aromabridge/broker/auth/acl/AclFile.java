package io.aromabridge.broker.auth.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads an ACL file in the grammar of mosquitto 2.0:
 *
 * <pre>
 * # a comment: '#' in the first column
 * topic [read|write|readwrite|deny] FILTER      before the first user: for anonymous clients alone
 * user NAME                                     the rest of the line; may hold spaces
 * topic [read|write|readwrite|deny] FILTER      for that user
 * pattern [read|write|readwrite|deny] FILTER    for all clients; %u is the user name, %c the client identifier
 * </pre>
 *
 * <p>Without an access word a rule gives read and write, and then the topic cannot hold a space. An empty file denies
 * everything. One bad line refuses the whole file. Stricter than mosquitto in one point: a rule must be UTF-8, since
 * otherwise it could never apply.
 */
public final class AclFile {
    private AclFile() {}

    /**
     * Reads a file.
     *
     * @throws AromaException of kind CONFIGURATION if it is missing, a folder, unreadable, or has bad lines: then the
     *     message has one line of the form {@code file:line:column: what} for each of them
     */
    public static AccessRules read(Path file) throws AromaException {
        RulesBuilder rules = new RulesBuilder(file + ":");
        int number = 0;
        for (String raw : content(file).split("\n", -1)) {
            number++;
            try {
                rules.add(number, utf8(raw));
            } catch (AclLineException e) {
                rules.refuse(number, e);
            }
        }
        return rules.build();
    }

    /**
     * Reads lines, with or without their line ends.
     *
     * @throws AromaException of kind CONFIGURATION, with one line of the form {@code line N:column: what} for each bad
     *     one
     */
    public static AccessRules parse(List<String> lines) throws AromaException {
        RulesBuilder rules = new RulesBuilder("line ");
        int number = 0;
        for (String line : lines) {
            number++;
            rules.add(number, line);
        }
        return rules.build();
    }

    /** The bytes as ISO 8859-1 characters, so that a comment may hold any. */
    private static String content(Path file) throws AromaException {
        if (!Files.exists(file)) {
            throw new AromaException(
                    Kind.CONFIGURATION, "ACL file " + file + " does not exist; write one, or leave the setting out");
        }
        if (!Files.isRegularFile(file)) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "ACL file " + file + " is not a file" + (Files.isDirectory(file) ? " but a folder" : "")
                            + "; name a file with lines such as: topic read a/#");
        }
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    "ACL file " + file + " cannot be read: "
                            + (e instanceof AccessDeniedException ? "permission denied" : e)
                            + "; the user that runs this must be able to read it",
                    e);
        }
    }

    private static String utf8(String raw) throws AclLineException {
        if (raw.startsWith("#")) {
            return raw;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException unused) {
            throw new AclLineException(1, "not UTF-8; save the file as UTF-8");
        }
    }
}
