package org.aidwitness.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server noted about itself in {@code postmaster.pid}; a killed server's note stays behind.
 *
 * @param port 0 while the server is just beginning to start
 */
record Postmaster(Path cluster, long process, int port) {
    private static final int PROCESS_LINE = 0;
    private static final int PORT_LINE = 3;

    /** The note in this folder, if there is a readable one. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(note(cluster));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            long process = Long.parseLong(lines.get(PROCESS_LINE).strip());
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            return Optional.of(new Postmaster(cluster, process, port));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException(note(cluster) + " is damaged", e);
        }
    }

    /** Whether the process lives and is this folder's server: numbers are given again, and the dead may linger. */
    boolean isAlive() {
        return number().map(ProcessHandle::info)
                .filter(info -> info.commandLine()
                        .map(line -> line.contains("postgres") && line.contains(cluster.toString()))
                        // Windows tells only the program.
                        .orElseGet(() -> info.command().orElse("").contains("postgres")))
                .isPresent();
    }

    /**
     * Removes a dead server's note if something else has its number now, because PostgreSQL would take that for the
     * server. Otherwise the note stays: by it PostgreSQL recognises children of the dead server that still write.
     */
    void forgetIfNumberIsTaken() throws IOException {
        if (number().isPresent()) {
            Files.deleteIfExists(note(cluster));
        }
    }

    private Optional<ProcessHandle> number() {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    }

    private static Path note(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
