package io.aromabridge.certs;

import io.aromabridge.core.AromaException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Splits PEM text into its blocks (RFC 7468, and the older headers of RFC 1421). Any line end, and any text around the
 * blocks, as openssl writes it. Errors name the line and character to look at; Bouncy Castle's reader knows no lines,
 * passes over a line with a colon or an END without BEGIN, and refuses a block that is indented.
 */
final class PemText {
    private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 ]+)-----");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+:.*");
    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/=]");

    private final String where;
    private final List<PemBlock> blocks = new ArrayList<>();

    // Of the block that is open; empty if none is.
    private String label = "";
    private int beginLine;
    private boolean encrypted;
    private final StringBuilder base64 = new StringBuilder();

    private PemText(String where) {
        this.where = where;
    }

    /**
     * The blocks of this text, in their order; empty if there is none.
     *
     * @param where the beginning of each error: the kind of file, and its path
     */
    static List<PemBlock> blocks(String where, String text) throws AromaException {
        PemText pem = new PemText(where);
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            pem.line(number, line.strip());
        }
        pem.checkClosed();
        return List.copyOf(pem.blocks);
    }

    private void line(int number, String line) throws AromaException {
        Matcher boundary = BOUNDARY.matcher(line);
        if (!boundary.matches()) {
            content(number, line);
        } else if (boundary.group(1).equals("BEGIN")) {
            checkClosed();
            label = boundary.group(2);
            beginLine = number;
            encrypted = label.startsWith("ENCRYPTED ");
            base64.setLength(0);
        } else {
            end(number, boundary.group(2));
        }
    }

    private void checkClosed() throws AromaException {
        if (!label.isEmpty()) {
            throw damaged("the block that begins in line " + beginLine + " has no END line, it is cut short");
        }
    }

    private void content(int number, String line) throws AromaException {
        if (label.isEmpty()) {
            return;
        }
        if (base64.length() == 0 && HEADER.matcher(line).matches()) {
            String header = line.toUpperCase(Locale.ROOT);
            encrypted |= header.startsWith("PROC-TYPE:") && header.endsWith("ENCRYPTED");
            return;
        }
        Matcher wrong = NOT_BASE64.matcher(line);
        if (!encrypted && wrong.find()) {
            throw damaged("line " + number + " is damaged: character " + (wrong.start() + 1) + " is not base64");
        }
        base64.append(line);
    }

    private void end(int number, String endLabel) throws AromaException {
        if (label.isEmpty()) {
            throw damaged("line " + number + " ends a block of which the BEGIN line is missing or damaged");
        }
        if (!label.equals(endLabel)) {
            throw damaged("the block that begins as " + label + " in line " + beginLine + " ends as " + endLabel
                    + " in line " + number);
        }
        try {
            byte[] der = encrypted ? new byte[0] : Base64.getDecoder().decode(base64.toString());
            blocks.add(new PemBlock(new PemObject(label, der), beginLine, encrypted));
        } catch (IllegalArgumentException unused) {
            throw damaged("the " + label + " that begins in line " + beginLine + " is cut short or damaged");
        }
        label = "";
    }

    private AromaException damaged(String what) {
        return new AromaException(AromaException.Kind.CONFIGURATION, where + ": " + what + "; copy the file again");
    }
}
