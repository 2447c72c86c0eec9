package io.aromabridge.app.config.schema;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 text to a tree of nodes with marks, and a scalar to YAML text. No objects are made. */
final class YamlText {
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private YamlText() {}

    /** A text that is not YAML: the parser stops there. */
    static final class SyntaxException extends Exception {
        private final int line;
        private final int column;

        SyntaxException(String message, int line, int column, Throwable cause) {
            super(message, cause);
            this.line = line;
            this.column = column;
        }

        /** From 1. */
        int line() {
            return line;
        }

        /** From 1. */
        int column() {
            return column;
        }
    }

    /** The document in a text; empty if there is nothing but comments. */
    static Optional<Node> compose(String text) throws SyntaxException {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(body);
        } catch (MarkedYamlEngineException e) {
            throw marked(e);
        } catch (ReaderException e) {
            String before = body.substring(0, Math.min(body.length(), e.getPosition()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            String message = "character " + Given.quote(Character.toString(e.getCodePoint()))
                    + " is not allowed in YAML; delete it";
            throw new SyntaxException(message, line, before.length() - before.lastIndexOf('\n'), e);
        } catch (YamlEngineException e) {
            throw new SyntaxException("not YAML: " + oneLine(String.valueOf(e.getMessage())) + "; correct it", 1, 1, e);
        }
    }

    private static SyntaxException marked(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        String message;
        if (mark.filter(YamlText::isTab).isPresent()) {
            message = "a tab cannot indent in YAML; use spaces";
        } else {
            message = "not YAML: " + context(e, line) + oneLine(e.getProblem())
                    + "; check indentation, colons and quotes here";
        }
        return new SyntaxException(message, line + 1, column + 1, e);
    }

    /** What the parser was in the middle of, and where that began if it was in another line. */
    private static String context(MarkedYamlEngineException e, int line) {
        String context = e.getContext() == null ? "" : oneLine(e.getContext());
        String begin = e.getContextMark()
                .filter(mark -> mark.getLine() != line)
                .map(mark -> " from line " + (mark.getLine() + 1))
                .orElse("");
        return context.isEmpty() ? "" : context + begin + ": ";
    }

    private static boolean isTab(Mark mark) {
        return mark.getPointer() < mark.getBuffer().length && mark.getBuffer()[mark.getPointer()] == '\t';
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** What YAML reads back as this very text, and not as a number, a truth value or nothing. */
    static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z0-9_./][A-Za-z0-9_./+#@-]*")
                && RESOLVER.resolve(text, true).equals(Tag.STR);
        if (plain) {
            return text;
        }
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }
}
