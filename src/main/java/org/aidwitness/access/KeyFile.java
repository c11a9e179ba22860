package org.aidwitness.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key of 32 random bytes, in base64, in a file only its owner may read. Read at its first use, and kept. */
final class KeyFile {

    private static final int KEY_BYTES = 32;

    /** Base64 of the key and a line end or two; a longer file is something else, and is not read into memory. */
    private static final long LONGEST_FILE = 64;

    private static final String OWNER_ONLY = "rw-------";
    private static final Set<PosixFilePermission> OWNERS_RIGHTS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final boolean madeWhenNeeded;

    private @Nullable SecretKey key;

    private KeyFile(Path file, boolean madeWhenNeeded) {
        this.file = file;
        this.madeWhenNeeded = madeWhenNeeded;
    }

    /** A file somebody made on purpose: if it is not there, that is a mistake, and a new key would not mend it. */
    static KeyFile existing(Path file) {
        return new KeyFile(file, false);
    }

    /** A file of our own, with a fresh key the first time it is needed. */
    static KeyFile madeWhenNeeded(Path file) {
        return new KeyFile(file, true);
    }

    /** The key; or an {@link IllegalStateException} that says in plain words what is wrong with the file. */
    synchronized SecretKey key() {
        SecretKey known = key;
        if (known == null) {
            known = new SecretKeySpec(bytes(), "AES");
            key = known;
        }
        return known;
    }

    private byte[] bytes() {
        try {
            if (madeWhenNeeded && !Files.exists(file)) {
                make();
            }
            refuseOpenFile();
            if (Files.size(file) > LONGEST_FILE) {
                throw wrongLength();
            }
            byte[] bytes = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            if (bytes.length != KEY_BYTES) {
                throw wrongLength();
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("The key file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + file + " cannot be read or made: " + e, e);
        } catch (IllegalArgumentException e) {
            // Not as the cause: its message quotes from what may be most of a key.
            throw new IllegalStateException("The key file " + file + " is not written in base64");
        }
    }

    private IllegalStateException wrongLength() {
        return new IllegalStateException("The key file " + file + " does not hold " + KEY_BYTES + " bytes in base64");
    }

    private void refuseOpenFile() throws IOException {
        if (isPosix() && !OWNERS_RIGHTS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(
                    "The key file " + file + " is open to others than its owner; chmod 600 it, or replace the key");
        }
    }

    /**
     * Whoever reads the file reads a whole key, and of two programs that start on one folder only one makes it: the key
     * is written beside, and given its name in one step that fails if the name is taken.
     */
    private void make() throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Path beside = Files.createTempFile(folder, "secret-key", ".new", ownerOnly());
        try {
            Files.writeString(beside, Base64.getEncoder().encodeToString(fresh) + "\n", StandardCharsets.ISO_8859_1);
            name(beside, absolute);
        } catch (FileAlreadyExistsException e) {
            // Another program was faster; its key is ours.
            return;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void name(Path beside, Path target) throws IOException {
        try {
            Files.createLink(target, beside);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without links.
            Files.move(beside, target);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
