package org.aidwitness.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL server beside the program: nothing to install, and its folder outlives the process.
 *
 * <p>A server that a killed program left behind is taken over; several programs on one folder share one server, and
 * the last one to leave stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String OWNER = "aidwitness";
    private static final String ADMINISTRATOR = "postgres";
    private static final int ANSWER_SECONDS = 60;
    private static final int ANSWER_OF_OTHERS_SECONDS = 5;
    private static final int START_ATTEMPTS = 5;
    private static final int START_SECONDS = 600;
    private static final long POLL_MILLIS = 200;
    private static final long LARGEST_LOG_BYTES = 10L << 20;
    private static final int PASSWORD_BYTES = 24;

    private static final int MEMORY_MB = 256;

    private static final String UNFINISHED = "cluster.new";

    /**
     * What to start, and where.
     *
     * @param home the database's folder; made if absent
     * @param cache where the unpacked programs are kept
     * @param port the preferred port, 0 for the one used last time; when it is taken, any free one
     * @param database made if absent; lower-case letters, digits and underscores
     * @param durable false only for throw-away data: faster, and lost when the machine fails
     * @param memoryMb what the server holds of its tables in memory, in MB of 1,048,576 bytes; 1 at least
     */
    public record Settings(Path home, Path cache, int port, String database, boolean durable, int memoryMb) {
        public Settings {
            if (memoryMb < 1) {
                throw new IllegalArgumentException("No memory for the database: " + memoryMb + " MB");
            }
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("No port: " + port);
            }
            // It is written into SQL, where a name cannot be a parameter.
            if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
                throw new IllegalArgumentException("No database name: " + database);
            }
        }

        /** The product's own database in this folder, on any port. */
        public static Settings of(Path home) {
            return new Settings(home, PostgresBinaries.userCache(), 0, OWNER, true, MEMORY_MB);
        }
    }

    private final Settings settings;
    private final Path home;
    private final Path cluster;
    private final PostgresPrograms programs;
    private final HomeLocks locks;
    private int port;
    private boolean open = true;

    private EmbeddedPostgres(Settings settings) throws IOException, DatabaseUnavailable {
        this.settings = settings;
        this.home = Files.createDirectories(settings.home()).toRealPath();
        this.cluster = home.resolve("cluster");
        this.programs = new PostgresPrograms(PostgresBinaries.unpackedIn(settings.cache()), home);
        this.locks = new HomeLocks(home);
    }

    /**
     * Starts the server of the folder, or takes over or joins the one that runs there.
     *
     * @throws DatabaseUnavailable when that is impossible; its message is for the operator
     */
    public static EmbeddedPostgres start(Settings settings) throws DatabaseUnavailable {
        long begin = System.nanoTime();
        try {
            EmbeddedPostgres postgres = new EmbeddedPostgres(settings);
            String how = postgres.begin();
            LOG.infof(
                    "Embedded PostgreSQL %s on port %d, folder %s (%d ms)",
                    how, postgres.port, postgres.home, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            return postgres;
        } catch (IOException | SQLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new DatabaseUnavailable(
                    "The database in " + settings.home() + " cannot be used: "
                            + e.getClass().getSimpleName() + ", " + reason,
                    e);
        }
    }

    /** The port on 127.0.0.1 the server answers on. */
    public int port() {
        return port;
    }

    /** The configuration that leads the program to this database: URL, user name and password of its owner. */
    public Map<String, String> datasource() throws DatabaseUnavailable {
        try {
            return Map.of(
                    "quarkus.datasource.jdbc.url", url(settings.database()),
                    "quarkus.datasource.username", OWNER,
                    "quarkus.datasource.password", password(OWNER));
        } catch (IOException e) {
            throw new DatabaseUnavailable("The password in " + home + " cannot be read.", e);
        }
    }

    /** Leaves the server, and stops it when nobody else uses it: open connections may finish first, for ten seconds. */
    @Override
    public synchronized void close() throws DatabaseUnavailable {
        if (!open) {
            return;
        }
        open = false;
        synchronized (EmbeddedPostgres.class) {
            try (FileChannel turn = locks.turn()) {
                if (turn.isOpen()
                        && locks.leave()
                        && Postmaster.of(cluster).filter(Postmaster::isAlive).isPresent()) {
                    stop();
                }
            } catch (IOException e) {
                throw new DatabaseUnavailable(
                        "The database in " + home + " could not be stopped: " + e.getMessage(), e);
            }
        }
    }

    private String begin() throws IOException, SQLException, DatabaseUnavailable {
        // File locks belong to the whole Java process; within it, this class takes turns.
        synchronized (EmbeddedPostgres.class) {
            try (FileChannel turn = locks.turn()) {
                boolean done = false;
                try {
                    boolean alone = turn.isOpen() && locks.join();
                    String how = alone ? takeOverOrStart() : joinOthers();
                    provide();
                    done = true;
                    return how;
                } finally {
                    if (!done) {
                        locks.leave();
                    }
                }
            }
        }
    }

    private String joinOthers() throws IOException, DatabaseUnavailable {
        // The others may live in another container, where neither their processes nor their memory can be seen
        // from here: starting a second server beside a live one would destroy the data.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_OF_OTHERS_SECONDS);
        do {
            Optional<Postmaster> found = Postmaster.of(cluster);
            if (found.isPresent() && answers(found.get().port())) {
                port = found.get().port();
                return "joined";
            }
            HomeLocks.pause(POLL_MILLIS);
        } while (System.nanoTime() < deadline);
        throw new DatabaseUnavailable("Another AidWitness uses " + home + ", but its database does not answer;"
                + " stop it, or choose another folder with -Daidwitness.data=...");
    }

    private String takeOverOrStart() throws IOException, DatabaseUnavailable {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        for (Optional<Postmaster> found = Postmaster.of(cluster); found.isPresent(); found = Postmaster.of(cluster)) {
            Postmaster postmaster = found.get();
            if (answers(postmaster.port())) {
                port = postmaster.port();
                return "taken over";
            }
            if (!postmaster.isAlive()) {
                postmaster.forgetIfNumberIsTaken();
                break;
            }
            if (System.nanoTime() > deadline) {
                throw new DatabaseUnavailable("The PostgreSQL process " + postmaster.process() + " holds " + cluster
                        + " but does not answer; see " + home.resolve("server.log") + ".");
            }
            HomeLocks.pause(POLL_MILLIS);
        }
        sweep();
        if (Files.notExists(cluster.resolve("PG_VERSION"))) {
            create();
        }
        return launch();
    }

    /** Every step can be repeated and the last one is a rename: an interrupted creation leaves nothing half-made. */
    private void create() throws IOException, DatabaseUnavailable {
        // A new name each time: the initdb of a killed program may still be writing into its own.
        Path fresh = home.resolve(UNFINISHED + UUID.randomUUID());
        choosePassword(ADMINISTRATOR);
        choosePassword(OWNER);
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                fresh.toString(),
                "-U",
                ADMINISTRATOR,
                "--pwfile=" + passwordFile(ADMINISTRATOR),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!settings.durable()) {
            arguments.add("--no-sync");
        }
        if (programs.run("initdb", arguments) != 0) {
            throw new DatabaseUnavailable("PostgreSQL could not create its files; see " + home.resolve("setup.log"));
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Clears away what interrupted creations left; what somebody still writes to is for the next start. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home, UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                try {
                    PostgresBinaries.delete(leftover);
                } catch (IOException e) {
                    LOG.debugf("%s stays: %s", leftover, e.getMessage());
                }
            }
        }
    }

    private String launch() throws IOException, DatabaseUnavailable {
        Path log = home.resolve("server.log");
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, home.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        Path lastPort = home.resolve("port");
        port = settings.port() == 0 && Files.exists(lastPort)
                ? Integer.parseInt(Files.readString(lastPort).strip())
                : settings.port();
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            port = FreePort.is("127.0.0.1", port) ? port : anyPort();
            List<String> arguments = List.of(
                    "-D",
                    cluster.toString(),
                    "-l",
                    log.toString(),
                    "-w",
                    "-t",
                    "" + START_SECONDS,
                    "-o",
                    options(),
                    "start");
            if (programs.run("pg_ctl", arguments) == 0) {
                Files.writeString(lastPort, port + "\n");
                return "started";
            }
            // Somebody took the port meanwhile, or the last processes of a killed server are still leaving, or the
            // server of a program that was killed while starting it is there now.
            HomeLocks.pause(attempt * POLL_MILLIS);
            Optional<Postmaster> found = Postmaster.of(cluster);
            if (found.isPresent() && answers(found.get().port())) {
                return "taken over";
            }
        }
        throw new DatabaseUnavailable("PostgreSQL does not start; see the end of " + log + ".");
    }

    private String options() {
        return "-p " + port + " -c shared_buffers=" + settings.memoryMb() + "MB"
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + (settings.durable() ? "" : " -c fsync=off -c full_page_writes=off -c synchronous_commit=off");
    }

    private void stop() throws IOException, DatabaseUnavailable {
        for (List<String> mode : List.of(List.of("-m", "smart", "-t", "10"), List.of("-m", "fast", "-t", "60"))) {
            List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString(), "-w"));
            arguments.addAll(mode);
            arguments.add("stop");
            if (programs.run("pg_ctl", arguments) == 0) {
                return;
            }
        }
        throw new DatabaseUnavailable(
                "PostgreSQL in " + home + " does not stop; see " + home.resolve("setup.log") + ".");
    }

    /** The owner may make roles, because the first migration makes the application's; it is no superuser. */
    private void provide() throws IOException, SQLException {
        try (Connection connection = connect(ADMINISTRATOR);
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "select from pg_roles where rolname = '" + OWNER + "'")) {
                statement.execute("create role " + OWNER + " login createrole password '" + password(OWNER) + "'");
            }
            String database = settings.database();
            if (isEmpty(statement, "select from pg_database where datname = '" + database + "'")) {
                statement.execute("create database " + database + " owner " + OWNER);
            }
        }
    }

    private static boolean isEmpty(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return !answer.next();
        }
    }

    /** Whether the server of this very folder answers on this port. */
    private boolean answers(int candidate) throws IOException {
        if (candidate == 0) {
            return false;
        }
        port = candidate;
        try (Connection connection = connect(ADMINISTRATOR);
                Statement statement = connection.createStatement();
                ResultSet folder = statement.executeQuery("show data_directory")) {
            return folder.next() && Files.isSameFile(Path.of(folder.getString(1)), cluster);
        } catch (SQLException e) {
            LOG.debugf("Port %d: %s", candidate, e.getMessage());
            return false;
        }
    }

    private Connection connect(String user) throws IOException, SQLException {
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password(user));
        properties.put("loginTimeout", "10");
        properties.put("socketTimeout", "60");
        Connection connection = new org.postgresql.Driver().connect(url("postgres"), properties);
        if (connection == null) {
            throw new IllegalStateException("The driver does not know its own kind of URL");
        }
        return connection;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void choosePassword(String user) throws IOException {
        Path file = passwordFile(user);
        if (Files.notExists(file) || Files.size(file) == 0) {
            byte[] secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.deleteIfExists(file);
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createFile(
                    file,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0]);
            Files.writeString(file, HexFormat.of().formatHex(secret));
        }
    }

    private String password(String user) throws IOException {
        return Files.readString(passwordFile(user));
    }

    private Path passwordFile(String user) {
        return home.resolve(user + ".password");
    }

    private static int anyPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
