package io.aromabridge.cloud.murano.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.AromaException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Products in a folder: {@code NAME.json} each, for the owner alone, replaced by an atomic rename. Several processes may
 * change them: one at a time, with what is in the file then.
 */
final class ProductFiles {
    private static final String SUFFIX = ".json";

    /** What becomes of a product under the lock. */
    interface Change {
        /** The product as it shall be, of the one in the file. */
        Product apply(Optional<Product> before) throws AromaException;
    }

    private final Path folder;
    private final ProductJson json = new ProductJson();

    ProductFiles(Path folder) {
        this.folder = folder;
    }

    /** The names of all. */
    SortedSet<String> names() throws AromaException {
        SortedSet<String> names = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
            return names;
        } catch (IOException e) {
            throw new AromaException(Kind.FAILED, folder + " cannot be read: " + e + "; check the folder", e);
        }
    }

    /** Differs between versions of a file; empty if there is none. */
    Optional<Object> version(String name) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(name), BasicFileAttributes.class);
            return Optional.of(attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    Optional<Product> read(String name) throws AromaException {
        Path file = file(name);
        try {
            Product product = json.read(Files.readString(file));
            if (!product.name().equals(name)) {
                throw new IllegalArgumentException("it is of the product " + Names.excerpt(product.name()));
            }
            return Optional.of(product);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new AromaException(
                    Kind.CONFIGURATION,
                    file + ": it is no product (" + e.getMessage()
                            + "); mend it, or delete it and add the product again",
                    e);
        } catch (IOException e) {
            throw new AromaException(Kind.CONFIGURATION, file + " cannot be read: " + e, e);
        }
    }

    /** Changes one, under its lock. */
    Product change(String name, Change change) throws AromaException {
        // A file lock belongs to the whole process, so its threads need a lock of their own.
        synchronized (ProductFiles.class) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    var unusedUntilTheChannelCloses = channel.lock();
                    Optional<Product> before = read(name);
                    Product after = change.apply(before);
                    if (!before.equals(Optional.of(after))) {
                        write(after);
                    }
                    return after;
                }
            } catch (IOException e) {
                throw new AromaException(
                        Kind.FAILED, file(name) + " cannot be written: " + e + "; check the folder", e);
            }
        }
    }

    private void write(Product product) throws IOException {
        // For the owner alone from the first moment, where there are such rights.
        Path temporary = Files.createTempFile(folder, "product", ".tmp");
        try {
            Files.writeString(temporary, json.write(product));
            Files.move(
                    temporary,
                    file(product.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // Of a full disk nothing half-done is left; after the move there is nothing to delete.
            Files.deleteIfExists(temporary);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
