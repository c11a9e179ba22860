package org.aidwitness.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs from the class path, once per release and user. */
final class PostgresBinaries {
    private static final int READ_BUFFER_BYTES = 1 << 16;
    private static final int ANY_EXECUTE_BIT = 0111;

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}. Unpacking ends with a rename, so a folder that
     * exists is complete, and of two processes that unpack at once the slower one throws its copy away.
     *
     * @throws IOException when the class path has no programs for this platform, or the cache cannot be written
     */
    static Path unpackedIn(Path cache) throws IOException {
        URL archive = archive();
        long bytes = archive.openConnection().getContentLengthLong();
        // The size tells releases apart; hashing 14 MB at every start would cost more than it protects.
        Path target = Files.createDirectories(cache)
                .toRealPath()
                .resolve(archiveName().replace(".txz", "-" + bytes));
        if (!Files.isDirectory(target)) {
            unpack(archive, target);
        }
        return target;
    }

    /** Where programs are kept by default: the operating system's place for what can be made again. */
    static Path userCache() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = operatingSystem();
        if (system.startsWith("mac")) {
            return home.resolve("Library/Caches/aidwitness");
        }
        String configured =
                system.startsWith("windows") ? System.getenv("LOCALAPPDATA") : System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? home.resolve(".cache/aidwitness")
                : Path.of(configured).resolve("aidwitness");
    }

    /** Removes a folder and all that is in it; one that does not exist is fine. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(target.getParent(), "unpack");
        try (InputStream raw = new BufferedInputStream(archive.openStream(), READ_BUFFER_BYTES);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, fresh);
            }
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(fresh);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void extract(InputStream content, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("The archive of PostgreSQL programs leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & ANY_EXECUTE_BIT) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot be made executable: " + path);
        }
    }

    private static URL archive() throws IOException {
        @Nullable URL found = Thread.currentThread().getContextClassLoader().getResource(archiveName());
        if (found == null) {
            throw new IOException("no PostgreSQL programs for this platform in this build (" + archiveName() + ")");
        }
        return found;
    }

    private static String archiveName() {
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        String system = operatingSystem();
        if (system.startsWith("windows")) {
            return "postgres-windows-" + machine + ".txz";
        }
        if (system.startsWith("mac")) {
            return "postgres-darwin-" + machine + ".txz";
        }
        boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
        return "postgres-linux-" + machine + (alpine ? "-alpine_linux" : "") + ".txz";
    }

    private static String operatingSystem() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
