package io.aromabridge.app.config.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
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

/** A file or text of YAML 1.2 to a tree of nodes with marks, and a scalar to YAML text. No objects are made. */
final class Yaml {
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private Yaml() {}

    /** A text that is not YAML: the parser stops at this line and column, both from 1. */
    static final class SyntaxException extends Exception {
        private final int line;
        private final int column;

        SyntaxException(String message, int line, int column, Throwable cause) {
            super(message, cause);
            this.line = line;
            this.column = column;
        }
    }

    /** The document of a file; empty if it holds none, or after a problem was reported. */
    static Optional<Node> read(Path file, Consumer<Problem> problems) {
        Value.Origin whole = Value.Origin.named(file.toString());
        try {
            return compose(Files.readString(file));
        } catch (SyntaxException e) {
            String place = file + ":" + e.line + ":" + e.column;
            problems.accept(
                    new Problem(new Value.Origin(place, place, e.line, e.column), "", String.valueOf(e.getMessage())));
        } catch (NoSuchFileException e) {
            problems.accept(new Problem(whole, "", "there is no such file; correct its name or create it"));
        } catch (AccessDeniedException e) {
            problems.accept(new Problem(whole, "", "may not be read; give this user the right to"));
        } catch (CharacterCodingException e) {
            problems.accept(new Problem(whole, "", "is not UTF-8; save it as UTF-8"));
        } catch (IOException e) {
            problems.accept(new Problem(whole, "", "cannot be read; " + e.getMessage()));
        }
        return Optional.empty();
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
            String message = "character " + Problem.quote(Character.toString(e.getCodePoint()))
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
        if (mark.filter(Yaml::isTab).isPresent()) {
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
