package org.aidwitness.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a database folder: everybody holds {@code users.lock} together, and {@code start.lock} alone while starting
 * or stopping the server. The operating system frees both when a process dies, however it dies.
 */
final class HomeLocks {
    private static final long TURN_SECONDS = 120;
    private static final long POLL_MILLIS = 50;

    private final Path home;
    private final FileChannel users;
    private boolean member;

    HomeLocks(Path home) throws IOException {
        this.home = home;
        this.users = open(home.resolve("users.lock"));
    }

    /**
     * Waits for the turn to start or stop the server.
     *
     * @throws DatabaseUnavailable after two minutes
     */
    FileChannel turn() throws IOException, DatabaseUnavailable {
        FileChannel channel = open(home.resolve("start.lock"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TURN_SECONDS);
        while (attempt(channel, false) == null) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new DatabaseUnavailable("Another AidWitness has been starting or stopping the database in " + home
                        + " for two minutes; stop it, then start again.");
            }
            pause(POLL_MILLIS);
        }
        return channel;
    }

    /** Joins the users, within one's turn, and answers whether nobody else was there. */
    boolean join() throws IOException {
        FileLock whole = attempt(users, false);
        if (whole != null) {
            whole.release();
        }
        member = attempt(users, true) != null;
        return whole != null;
    }

    /** Leaves the users, within one's turn, and answers whether the last one has left. */
    boolean leave() throws IOException {
        if (!member) {
            // This Java process uses the folder twice; who came first holds the lock for both. Closing the
            // channel here would free that lock too, so it stays open.
            return false;
        }
        member = false;
        users.close();
        try (FileChannel again = open(home.resolve("users.lock"))) {
            return attempt(again, false) != null;
        }
    }

    static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting", e);
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
