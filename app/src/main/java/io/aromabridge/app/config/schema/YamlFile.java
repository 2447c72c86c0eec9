package io.aromabridge.app.config.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a YAML file, and says what is wrong with it as a whole. */
final class YamlFile {
    private YamlFile() {}

    /** The document of a file; empty if it holds none, or after a problem was reported. */
    static Optional<Node> read(Path file, Consumer<Problem> problems) {
        Origin whole = new Origin.Named(file.toString());
        try {
            return YamlText.compose(Files.readString(file));
        } catch (YamlText.SyntaxException e) {
            Origin place = new Origin.InFile(file, e.line(), e.column());
            problems.accept(new Problem(place, "", String.valueOf(e.getMessage())));
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
}
