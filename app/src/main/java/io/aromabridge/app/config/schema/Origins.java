package io.aromabridge.app.config.schema;

import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gives nodes their origin, and the paths in a file their folder. */
sealed interface Origins {
    /** Where a node stands. */
    Origin of(Node node);

    /** The value itself, but a relative path in a file is made one from that file's folder. */
    Object placed(Object value);

    /** The nodes of a file. */
    record OfFile(Path file) implements Origins {
        @Override
        public Origin of(Node node) {
            Optional<Mark> mark = node.getStartMark();
            return new Origin.InFile(
                    file,
                    1 + mark.map(Mark::getLine).orElse(0),
                    1 + mark.map(Mark::getColumn).orElse(0));
        }

        @Override
        public Object placed(Object value) {
            return value instanceof Path path ? file.resolveSibling(path) : value;
        }
    }

    /** The nodes of a text that has one origin as a whole. */
    record OfText(Origin origin) implements Origins {
        @Override
        public Origin of(Node node) {
            return origin;
        }

        @Override
        public Object placed(Object value) {
            return value;
        }
    }
}
