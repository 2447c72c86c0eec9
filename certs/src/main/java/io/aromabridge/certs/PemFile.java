package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** Reads the blocks of a PEM file; of any other file the error names the format. */
final class PemFile {
    /** The expected contents of a file. */
    enum Content {
        CERTIFICATE("certificate", "x509"),
        PRIVATE_KEY("private key", "pkey"),
        ANY("PEM file", "x509");

        private final String text;
        private final String opensslCommand;

        Content(String text, String opensslCommand) {
            this.text = text;
            this.opensslCommand = opensslCommand;
        }

        /** The beginning of an error about this file. */
        String at(Path file) {
            return text + " " + file;
        }
    }

    // A hundred times a long chain: a wrong path (a log, a device) must not fill the memory.
    private static final int MAX_BYTES = 1 << 20;

    private PemFile() {}

    /** The blocks of this file, at least one. */
    static List<PemBlock> read(Path file, Content content) throws AromaException {
        byte[] bytes = bytes(file, content);
        List<PemBlock> blocks =
                PemText.blocks(content.at(file), withoutByteOrderMark(new String(bytes, StandardCharsets.ISO_8859_1)));
        if (blocks.isEmpty()) {
            throw wrong(file, content, whatElse(file, content, bytes));
        }
        return blocks;
    }

    /** A configuration error about this file. */
    static AromaException wrong(Path file, Content content, String what) {
        return new AromaException(AromaException.Kind.CONFIGURATION, content.at(file) + ": " + what);
    }

    /** The path, quoted for a shell. */
    static String quoted(Path file) {
        String text = file.toString();
        return text.indexOf(' ') < 0 ? text : '"' + text + '"';
    }

    private static byte[] bytes(Path file, Content content) throws AromaException {
        if (Files.isDirectory(file)) {
            throw wrong(file, content, "this is a folder; give the path of the file in it");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(file, content, e);
        }
        if (bytes.length == 0) {
            throw wrong(file, content, "the file is empty; copy it again");
        }
        if (bytes.length > MAX_BYTES) {
            throw wrong(file, content, "the file is larger than 1 MiB, so it is no PEM file; check the path");
        }
        return bytes;
    }

    static AromaException unreadable(Path file, Content content, IOException e) {
        String what;
        if (e instanceof NoSuchFileException) {
            String place = file.isAbsolute() ? "" : " (looked for " + file.toAbsolutePath() + ")";
            what = "there is no such file" + place + "; check the path";
        } else if (e instanceof AccessDeniedException) {
            what = "this user may not read it; check owner and mode of the file and its folders";
        } else {
            what = "cannot be read: " + e.getMessage();
        }
        return new AromaException(AromaException.Kind.CONFIGURATION, content.at(file) + ": " + what, e);
    }

    // Editors on Windows write one before UTF-8; here it is decoded as ISO 8859-1.
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }

    private static String whatElse(Path file, Content content, byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes.length > 1 ? bytes[1] & 0xFF : 0;
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return "the text is UTF-16, PEM is ASCII; save it again as ASCII or UTF-8";
        }
        String output = quoted(file.resolveSibling(file.getFileName() + ".pem"));
        if (first != 0x30 || second < 0x80) {
            return "no PEM block found (no line \"-----BEGIN ...-----\"); check that this is the right file";
        }
        if (isPkcs12(bytes)) {
            return "this is PKCS#12, not PEM; convert it: openssl pkcs12 -in " + quoted(file) + " -nodes -out "
                    + output;
        }
        return "this is DER, not PEM; convert it: openssl " + content.opensslCommand + " -inform der -in "
                + quoted(file) + " -out " + output;
    }

    // PFX ::= SEQUENCE { version INTEGER (3), authSafe SEQUENCE…: RFC 7292 section 4. Keys have version 0 or 1.
    private static boolean isPkcs12(byte[] bytes) {
        try {
            ASN1Sequence sequence = ASN1Sequence.getInstance(bytes);
            return sequence.size() > 1
                    && sequence.getObjectAt(0) instanceof ASN1Integer version
                    && version.hasValue(3)
                    && sequence.getObjectAt(1) instanceof ASN1Sequence;
        } catch (IllegalArgumentException | IllegalStateException unused) {
            return false;
        }
    }
}
