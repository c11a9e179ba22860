package org.aidwitness.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In production the program would rather not start than start unsafely, and says everything that is wrong at once. */
@Timeout(90)
class ProductionModeTest {

    private final Path folder;

    ProductionModeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # story                      | database | invented | cookies | key file  | in the open                 | says
            everything as it should be   | true     | false    | true    | key       | -                           | -
            the embedded database        | false    | false    | true    | key       | -                           | embedded database
            the demonstration            | true     | true     | true    | key       | -                           | Invented data
            no key file                  | true     | false    | true    | -         | -                           | set aidwitness.secret-key-file
            a key file that is not there | true     | false    | true    | gone      | -                           | does not exist
            a folder for a key file      | true     | false    | true    | .         | -                           | does not exist
            a key file others can read   | true     | false    | true    | open      | -                           | is open to others
            cookies in the open          | true     | false    | false   | key       | -                           | Sessions would travel
            a password as an argument    | true     | false    | true    | key       | quarkus.datasource.password | list of processes
            """)
    void each_danger_has_its_sentence(
            String story,
            boolean database,
            boolean invented,
            boolean cookies,
            String keyFile,
            String inTheOpen,
            String says)
            throws IOException {
        keyFile("key", "r--------");
        keyFile("open", "r--r-----");
        List<String> objections = ProductionMode.objections(new ProductionMode.Settings(
                database,
                invented,
                cookies,
                Optional.ofNullable(keyFile).map(folder::resolve),
                inTheOpen == null ? List.of() : List.of(inTheOpen)));
        if (says == null || says.contains("open to others") && !posix()) {
            assertThat(objections).isEmpty();
        } else {
            assertThat(objections).singleElement().asString().contains(says).endsWith(".");
        }
    }

    @Test
    void all_dangers_are_said_at_once() {
        assertThat(ProductionMode.objections(
                        new ProductionMode.Settings(false, true, false, Optional.empty(), List.of("a", "b"))))
                .hasSize(6);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # property or argument                                             | found
            quarkus.datasource.password=x                                      | quarkus.datasource.password
            %prod.quarkus.datasource.password=x                                | quarkus.datasource.password
            quarkus.flyway.password=x                                          | quarkus.flyway.password
            quarkus.oidc.credentials.secret=x                                  | quarkus.oidc.credentials.secret
            quarkus.datasource.jdbc.url=jdbc:postgresql://h/d?user=u&password=x | quarkus.datasource.jdbc.url
            quarkus.datasource.jdbc.url=jdbc:postgresql://h/d?user=u           | -
            quarkus.datasource.username=x                                      | -
            """)
    void a_secret_on_the_command_line_is_found(String said, String found) {
        int equals = said.indexOf('=');
        Properties properties = new Properties();
        properties.setProperty(said.substring(0, equals), said.substring(equals + 1));
        List<String> expected = found == null ? List.of() : List.of(found);
        Config config = config(Map.of());
        assertThat(ProductionMode.Settings.of(config, properties, List.of()).saidInTheOpen())
                .isEqualTo(expected);
        assertThat(ProductionMode.Settings.of(config, new Properties(), List.of("-D" + said, "serve"))
                        .saidInTheOpen())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # story                 | fsync | full  | commit | super | bypass | owner | says
            safe                    | true  | true  | true   | false | false  | false | -
            fsync off               | false | true  | true   | false | false  | false | fsync off
            full_page_writes off    | true  | false | true   | false | false  | false | full_page_writes off
            synchronous_commit off  | true  | true  | false  | false | false  | false | synchronous_commit off
            a superuser             | true  | true  | true   | true  | false  | false | a superuser's
            BYPASSRLS               | true  | true  | true   | false | true   | false | BYPASSRLS
            the owner               | true  | true  | true   | false | false  | true  | own the tables
            """)
    void each_danger_of_the_database_has_its_sentence(
            String story,
            boolean fsync,
            boolean fullPageWrites,
            boolean synchronousCommit,
            boolean superuser,
            boolean bypasses,
            boolean owner,
            String says) {
        List<String> objections = DatabaseSafety.objections(
                new DatabaseSafety.Facts(fsync, fullPageWrites, synchronousCommit, superuser, bypasses, owner));
        if (says == null) {
            assertThat(objections).isEmpty();
        } else {
            assertThat(objections).singleElement().asString().contains(says).endsWith(".");
        }
    }

    @Test
    void a_first_look_in_production_ends_with_every_reason_and_exit_code_1() throws Exception {
        Ended ended = start(Map.of(), "-Daidwitness.demo=true", "-Daidwitness.cookies.secure=false");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .contains(
                        "- The embedded database is for trying out",
                        "- Invented data do not belong here",
                        "- There is no key for what is kept secret",
                        "- Sessions would travel in the open")
                .doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void an_unsafe_database_is_refused_and_a_safe_one_is_not() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                folder.resolve("postgres"), PostgresBinaries.userCache(), 0, "aidwitness", true, 64))) {
            Map<String, String> owner = new HashMap<>(postgres.datasource());
            String url = Objects.requireNonNull(owner.get("quarkus.datasource.jdbc.url"));
            owner.put("quarkus.datasource.jdbc.new-connection-sql", "set role aidwitness_app");
            assertThat(DatabaseSafety.objections(config(owner)))
                    .as("before the first migration the role is missing, and will be made")
                    .isEmpty();
            String administrator = Files.readString(folder.resolve("postgres/postgres.password"))
                    .strip();
            statement(url, "postgres", administrator, "create role aidwitness_app");
            statement(url, "postgres", administrator, "grant aidwitness_app to aidwitness");
            assertThat(DatabaseSafety.objections(config(owner))).isEmpty();

            owner.remove("quarkus.datasource.jdbc.new-connection-sql");
            assertThat(DatabaseSafety.objections(config(owner)))
                    .as("without the role the owner would write")
                    .singleElement()
                    .asString()
                    .contains("own the tables");

            statement(url, "postgres", administrator, "alter system set fsync = off");
            statement(url, "postgres", administrator, "alter system set full_page_writes = off");
            statement(url, "postgres", administrator, "alter system set synchronous_commit = off");
            statement(url, "postgres", administrator, "alter role postgres bypassrls");
            statement(url, "postgres", administrator, "select pg_reload_conf()");
            keyFile("key", "r--------");
            Ended ended = start(
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            url,
                            "QUARKUS_DATASOURCE_USERNAME",
                            "postgres",
                            "QUARKUS_DATASOURCE_PASSWORD",
                            administrator),
                    "-Daidwitness.secret-key-file=" + folder.resolve("key"));
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said().lines().filter(line -> line.startsWith("- ")))
                    .hasSize(5)
                    .anySatisfy(line -> assertThat(line).contains("with fsync off"))
                    .anySatisfy(line -> assertThat(line).contains("full_page_writes off"))
                    .anySatisfy(line -> assertThat(line).contains("synchronous_commit off"))
                    .anySatisfy(line -> assertThat(line).contains("a superuser's"))
                    .anySatisfy(line -> assertThat(line).contains("BYPASSRLS"));
            assertThat(ended.said()).doesNotContain(administrator, "Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Daidwitness.database-memory-mb=0", "-Daidwitness.database-port=-5"})
    void a_setting_that_cannot_be_is_one_plain_line(String setting) throws Exception {
        Ended ended = start(Map.of(), "-Daidwitness.production=false", setting);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("A setting cannot be used. No ").doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    private record Ended(int code, String said) {}

    private Ended start(Map<String, String> environment, String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Daidwitness.production=true",
                "-Daidwitness.data=" + folder.resolve("data")));
        command.addAll(List.of(settings));
        command.add(Main.class.getName());
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    private void keyFile(String name, String rights) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "x".repeat(44));
        if (posix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private static void statement(String url, String user, String password, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
