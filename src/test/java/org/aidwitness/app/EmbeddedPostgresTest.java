package org.aidwitness.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded database loses nothing, whatever happens to the processes around it. */
@Timeout(value = 60)
class EmbeddedPostgresTest {
    private final Path folder;

    EmbeddedPostgresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void data_survive_a_stop_and_the_port_stays() throws Exception {
        int port;
        try (EmbeddedPostgres postgres = start()) {
            write(postgres, "before");
            port = postgres.port();
        }
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres again = start()) {
            assertThat(read(again)).isEqualTo("before");
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void data_survive_a_killed_server_whose_number_another_process_has_now() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(folder, PostgresBinaries.userCache(), 0, "aidwitness", true, 64));
        write(postgres, "before");
        kill(server());
        postgres.close();
        // The worst case: the dead server's note names a live process, here the test itself.
        Path note = folder.resolve("cluster/postmaster.pid");
        assertThat(note).exists();
        String lines = Files.readString(note);
        String rest = lines.substring(lines.indexOf('\n'));
        Files.writeString(note, ProcessHandle.current().pid() + rest);

        try (EmbeddedPostgres again = start()) {
            assertThat(read(again)).isEqualTo("before");
        }
    }

    @Test
    void a_second_program_joins_and_the_last_one_to_leave_stops_the_server() throws Exception {
        Process other = otherProgram();
        try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("ready");
            ProcessHandle server = server();

            try (EmbeddedPostgres joined = start()) {
                assertThat(server()).isEqualTo(server);
                write(joined, "joined");
            }
            assertThat(server.isAlive()).as("the other program still uses it").isTrue();

            other.getOutputStream().close();
            assertThat(other.waitFor(30, SECONDS)).isTrue();
            assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
        try (EmbeddedPostgres again = start()) {
            assertThat(read(again)).isEqualTo("joined");
        }
    }

    @Test
    void the_server_of_a_killed_program_is_taken_over() throws Exception {
        Process other = otherProgram();
        ProcessHandle server;
        try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("ready");
            server = server();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(server.isAlive()).isTrue();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(server()).isEqualTo(server);
            write(postgres, "taken over");
        }
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_folder_that_others_use_without_a_server_is_left_alone() throws Exception {
        start().close();
        try (FileChannel others = FileChannel.open(folder.resolve("users.lock"), StandardOpenOption.WRITE)) {
            assertThat(others.lock().isValid()).isTrue();
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("Another AidWitness uses")
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void a_taken_port_is_no_obstacle() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedPostgres postgres = start(folder, taken.getLocalPort())) {
            assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
            write(postgres, "elsewhere");
        }
    }

    @Test
    void an_interrupted_creation_is_begun_again() throws Exception {
        Path leftover =
                Files.createDirectories(folder.resolve("cluster.new-7/base")).getParent();
        Files.createFile(folder.resolve("aidwitness.password"));
        try (EmbeddedPostgres postgres = start()) {
            write(postgres, "whole");
            assertThat(read(postgres)).isEqualTo("whole");
            assertThat(leftover).doesNotExist();
        }
    }

    @Test
    void the_owner_is_no_superuser_but_may_make_roles() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(answer(postgres, "select rolsuper || ',' || rolcreaterole from pg_roles where rolname = user"))
                    .isEqualTo("false,true");
            assertThat(answer(postgres, "select pg_get_userbyid(datdba) from pg_database where datname = 'aidwitness'"))
                    .isEqualTo("aidwitness");
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_one_plain_sentence() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> start(file.resolve("home"), 0))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("The database in " + file.resolve("home") + " cannot be used: ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a b", "a;drop", "1a", "a-b", "a\""})
    void names_that_would_be_code_are_refused(String name) {
        assertThatThrownBy(() -> new EmbeddedPostgres.Settings(folder, folder, 0, name, true, 64))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_server_holds_as_much_of_its_tables_as_it_is_told() throws Exception {
        try (EmbeddedPostgres postgres = start(folder, 0)) {
            assertThat(answer(postgres, "show shared_buffers")).isEqualTo("64MB");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -256})
    void no_memory_is_refused(int memoryMb) {
        assertThatThrownBy(() -> new EmbeddedPostgres.Settings(folder, folder, 0, "aidwitness", true, memoryMb))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Another Java process that uses the same folder until its input ends. */
    public static final class OtherProgram {
        private OtherProgram() {}

        public static void main(String... arguments) throws Exception {
            try (EmbeddedPostgres postgres = start(Path.of(arguments[0]), 0)) {
                write(postgres, "other");
                ready();
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
            }
        }

        private static void ready() {
            new java.io.PrintStream(
                            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8)
                    .println("ready");
        }
    }

    private Process otherProgram() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessHandle server() throws IOException {
        Postmaster postmaster =
                Postmaster.of(folder.toRealPath().resolve("cluster")).orElseThrow();
        assertThat(postmaster.isAlive()).isTrue();
        return ProcessHandle.of(postmaster.process()).orElseThrow();
    }

    private static void kill(ProcessHandle server) throws Exception {
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get(30, SECONDS);
    }

    private EmbeddedPostgres start() throws DatabaseUnavailable {
        return start(folder, 0);
    }

    private static EmbeddedPostgres start(Path home, int port) throws DatabaseUnavailable {
        return EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(home, PostgresBinaries.userCache(), port, "aidwitness", false, 64));
    }

    private static void write(EmbeddedPostgres postgres, String text) throws Exception {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists note (text text)");
            statement.execute("truncate note");
            statement.execute("insert into note values ('" + text + "')");
        }
    }

    private static String read(EmbeddedPostgres postgres) throws Exception {
        return answer(postgres, "select text from note");
    }

    private static String answer(EmbeddedPostgres postgres, String question) throws Exception {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException, DatabaseUnavailable {
        Map<String, String> datasource = postgres.datasource();
        return DriverManager.getConnection(
                datasource.get("quarkus.datasource.jdbc.url"),
                datasource.get("quarkus.datasource.username"),
                datasource.get("quarkus.datasource.password"));
    }
}
