package org.aidwitness.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenID Connect provider on this machine, with the people of {@code keycloak/aidwitness-realm.json}.
 *
 * <p>Maven lays the distribution into {@code target/keycloak}; it is unpacked there once. The first start also fills
 * its database, which takes most of the time; later starts begin with a copy of that.
 */
public class Keycloak implements QuarkusTestResourceLifecycleManager {
    public static final String CLIENT = "aidwitness";

    /** As long as those Keycloak makes itself; Quarkus encrypts its cookies with it. */
    public static final String SECRET = "known-to-all-made-for-tests-only";

    /** Maven's surefire says where the distribution is. */
    private static final String DISTRIBUTION = "aidwitness.test.keycloak";

    private static final String REALM = "/keycloak/aidwitness-realm.json";
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 30;
    private static final long POLL_MILLIS = 100;
    private static final int LAST_LINES = 30;

    private @Nullable Process server;
    private @Nullable Path database;
    private @Nullable Path imported;
    private @Nullable URI realm;

    /** Starts the server, and gives the settings that lead Quarkus to it. */
    @Override
    public Map<String, String> start() {
        try {
            URI started = launch();
            realm = started;
            return Map.of(
                    "quarkus.oidc.auth-server-url", started.toString(),
                    "quarkus.oidc.client-id", CLIENT,
                    "quarkus.oidc.credentials.secret", SECRET);
        } catch (IOException e) {
            stop();
            throw new IllegalStateException("No Keycloak for the tests", e);
        }
    }

    /** The issuer; its discovery document lies below. */
    public URI realm() {
        if (realm == null) {
            throw new IllegalStateException("Keycloak was not started");
        }
        return realm;
    }

    /** The password of one of the people of the realm. */
    public static String passwordOf(String person) {
        return person + "-of-the-test";
    }

    @Override
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.destroy();
            if (server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                keepImported();
            } else {
                server.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak's database could not be kept", e);
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            server = null;
        }
    }

    private URI launch() throws IOException {
        Path distribution = distribution();
        Path home = unpacked(distribution);
        byte[] people = realmFile();
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.write(imports.resolve("aidwitness-realm.json"), people);
        bringDatabase(home, people);

        Path log = distribution.resolveSibling("server.log");
        ProcessBuilder command =
                new ProcessBuilder(command(home)).redirectErrorStream(true).redirectOutput(log.toFile());
        // What somebody set for a Keycloak of their own is not meant for this one.
        command.environment().keySet().removeIf(name -> name.startsWith("KC_"));
        Process started = command.start();
        server = started;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        return answering(started, log);
    }

    /** Java itself, not {@code kc.sh}: one process to stop, and no shell. The options are those of the script. */
    private static List<String> command(Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // The server lives for seconds; optimising its code costs more than it gains.
                "-XX:TieredStopAtLevel=1",
                // With this the script, too, tells the server to run as it was built. Our own options are of a kind
                // that needs no other build, which would take half a minute.
                "-Dkc.config.built=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Duser.language=en",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                // Any free port: the log tells which.
                "--http-port=0",
                "--hostname-strict=false",
                "--cache=local",
                "--import-realm");
    }

    private static URI answering(Process started, Path log) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && started.isAlive()) {
            Matcher listening = LISTENING.matcher(Files.readString(log));
            if (listening.find()) {
                URI realm = URI.create("http://localhost:" + listening.group(1) + "/realms/aidwitness");
                if (answers(client, realm)) {
                    return realm;
                }
            }
            pause();
        }
        List<String> lines = Files.readAllLines(log);
        throw new IOException("Keycloak does not answer; the end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    }

    private static boolean answers(HttpClient client, URI realm) throws IOException {
        HttpRequest discovery = HttpRequest.newBuilder(URI.create(realm + "/.well-known/openid-configuration"))
                .timeout(ANSWER)
                .build();
        try {
            return client.send(discovery, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path distribution() {
        String named = System.getProperty(DISTRIBUTION);
        if (named == null || Files.notExists(Path.of(named))) {
            throw new IllegalStateException(DISTRIBUTION + " = " + named
                    + " is not there: Maven's phase process-test-resources brings it, so run the test through Maven.");
        }
        return Path.of(named).toAbsolutePath();
    }

    /** The last step is a rename: an interrupted unpacking is done again. */
    private static Path unpacked(Path distribution) throws IOException {
        Path home = Path.of(distribution.toString().replaceFirst("\\.zip$", ""));
        if (Files.exists(home)) {
            return home;
        }
        Path unfinished = home.resolveSibling("unpacking");
        try (InputStream file = Files.newInputStream(distribution);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = unfinished.resolve(entry.getName()).normalize();
                if (!to.startsWith(unfinished)) {
                    throw new IOException(distribution + " wants to write to " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(zip, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        String folder = home.getFileName().toString().replace("quarkus-dist-", "");
        return Files.move(unfinished.resolve(folder), home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] realmFile() throws IOException {
        try (InputStream file = Keycloak.class.getResourceAsStream(REALM)) {
            if (file == null) {
                throw new IOException(REALM + " is not on the classpath");
            }
            return file.readAllBytes();
        }
    }

    /** Nothing of an earlier run is left but the import, and that only while the realm's file is the same. */
    private void bringDatabase(Path home, byte[] people) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(people);
        Path kept = home.resolve("data/imported-" + Long.toHexString(sum.getValue()) + ".mv.db");
        Path used = Files.createDirectories(home.resolve("data/h2")).resolve("keycloakdb.mv.db");
        Files.deleteIfExists(used);
        if (Files.exists(kept)) {
            Files.copy(kept, used);
        }
        imported = kept;
        database = used;
    }

    private void keepImported() throws IOException {
        // Without the address, the server never answered, and its database may be half-filled.
        if (realm == null || imported == null || database == null || Files.exists(imported)) {
            return;
        }
        Path unfinished = imported.resolveSibling("keeping");
        Files.copy(database, unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.move(unfinished, imported, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
