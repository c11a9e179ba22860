package org.aidwitness.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs PostgreSQL's programs; for root through a wrapper, because PostgreSQL refuses to work for root. */
final class PostgresPrograms {
    private static final Logger LOG = Logger.getLogger(PostgresPrograms.class);
    private static final int LONGEST_RUN_MINUTES = 15;
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** How root can run a program as somebody else, and whom the files then belong to. */
    private record Wrapper(List<String> command, int owner) {}

    // A user namespace without a mapping: the kernel still sees root's files as root's, PostgreSQL sees "nobody".
    private static final Wrapper NAMESPACE = new Wrapper(List.of("unshare", "--user"), ROOT);
    // Containers often forbid namespaces. Reading through root's folders is all that stays of root's rights.
    private static final Wrapper OTHER_USER = new Wrapper(
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--securebits=+no_setuid_fixup",
                    "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override"),
            NOBODY);

    private final Path programs;
    private final Path log;
    private final List<String> wrapper;

    /**
     * @param binaries holds {@code bin}
     * @param home the database's folder; given to the user the programs will run as
     * @throws DatabaseUnavailable for root on a machine where root cannot step down
     */
    PostgresPrograms(Path binaries, Path home) throws IOException, DatabaseUnavailable {
        this.programs = binaries.resolve("bin");
        this.log = home.resolve("setup.log");
        this.wrapper = stepDown(home);
    }

    /** Runs one program to its end and answers its exit code; what it says goes to {@code setup.log}. */
    int run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        return execute(command);
    }

    private List<String> stepDown(Path home) throws IOException, DatabaseUnavailable {
        if (!runsAsRoot(home)) {
            return List.of();
        }
        for (Wrapper candidate : List.of(NAMESPACE, OTHER_USER)) {
            List<String> command = new ArrayList<>(candidate.command());
            // Any user may ask for the version: this shows only that the wrapper works on this machine.
            command.addAll(List.of(programs.resolve("initdb").toString(), "--version"));
            if (works(command)) {
                giveTo(candidate.owner(), home);
                return candidate.command();
            }
        }
        throw new DatabaseUnavailable("PostgreSQL does not work for root, and neither unshare nor setpriv works here."
                + " Start as another user, or set quarkus.datasource.jdbc.url to an existing PostgreSQL.");
    }

    private static boolean runsAsRoot(Path home) throws IOException {
        Path probe = Files.createTempFile(home, "probe", "");
        try {
            return Integer.valueOf(ROOT).equals(owner(probe));
        } finally {
            Files.delete(probe);
        }
    }

    /** The numeric owner of a file; null where files have none. */
    private static @Nullable Object owner(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                : null;
    }

    /** A data folder moves between machines and wrappers; its files have to follow. */
    private static void giveTo(int user, Path home) throws IOException {
        if (Integer.valueOf(user).equals(owner(home))) {
            return;
        }
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                // Last the home itself: an interrupted change is seen, and done again.
                return visitFile(folder, Files.readAttributes(folder, BasicFileAttributes.class));
            }
        });
    }

    private boolean works(List<String> command) {
        try {
            return execute(command) == 0;
        } catch (IOException e) {
            LOG.debugf("%s does not work here: %s", command.get(0), e.getMessage());
            return false;
        }
    }

    private int execute(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C");
        // A user's settings for psql must not reach this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        try {
            if (process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException(command + " did not end within " + LONGEST_RUN_MINUTES + " minutes");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }
}
