package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where imported files lie, under their SHA-256: written before anything is parsed, and kept for as long as {@link
 * Retention} says, so that a run can be explained and its problems shown in the file itself.
 */
@ApplicationScoped
class Spool {

    private static final int BLOCK_BYTES = 64 * 1024;

    /** A file that arrived whole. */
    record Stored(Path path, Sha256 sha256, long bytes) {}

    private final Path directory;

    Spool(@ConfigProperty(name = "aidwitness.data") String data) {
        this.directory = Path.of(data, "imports");
    }

    /** Reads the stream to its end, refusing more than {@link Bounds#MOST_FILE_BYTES}. */
    Stored store(InputStream in) throws IOException {
        Files.createDirectories(directory);
        Path partial = Files.createTempFile(directory, "arriving-", ".part");
        try {
            MessageDigest digest = Sha256.digest();
            long bytes = copy(in, partial, digest);
            Sha256 sha256 = Sha256.fromBytes(digest.digest());
            Path path = directory.resolve(sha256.toString());
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Stored(path, sha256, bytes);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static long copy(InputStream in, Path to, MessageDigest digest) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes += read;
                if (bytes > Bounds.MOST_FILE_BYTES) {
                    throw Unreadable.file(Code.TOO_LARGE, "A file has at most 512 MB. Send it in parts.");
                }
                digest.update(block, 0, read);
                out.write(block, 0, read);
            }
        }
        return bytes;
    }

    /** The file of this digest; refuses with NOT_FOUND where it is gone. */
    Path find(Sha256 sha256) {
        Path path = directory.resolve(sha256.toString());
        if (!Files.isRegularFile(path)) {
            throw Refused.because(Code.NOT_FOUND, "The file of this run is not kept any more.");
        }
        return path;
    }

    /**
     * Hands over the files that arrived before the instant, some at a time. A file that arrived again is as young as its
     * last arrival. What was broken off on its way here is no file; it is deleted.
     */
    void olderThan(Instant instant, int most, Consumer<List<Sha256>> taker) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Sha256> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!arrivedBefore(file, instant)) {
                    continue;
                }
                String name = file.getFileName().toString();
                if (!name.matches("[0-9a-f]{64}")) {
                    Files.deleteIfExists(file);
                    continue;
                }
                old.add(Sha256.fromHex(name));
                if (old.size() == most) {
                    taker.accept(List.copyOf(old));
                    old.clear();
                }
            }
        }
        if (!old.isEmpty()) {
            taker.accept(List.copyOf(old));
        }
    }

    private static boolean arrivedBefore(Path file, Instant instant) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (NoSuchFileException gone) {
            // Another replica was faster.
            return false;
        }
    }

    /** Deletes a file, unless it has arrived again since the instant. */
    void deleteOlderThan(Instant instant, Sha256 sha256) {
        Path path = directory.resolve(sha256.toString());
        try {
            if (arrivedBefore(path, instant)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
