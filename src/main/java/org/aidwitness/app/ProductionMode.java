package org.aidwitness.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * With {@code aidwitness.production=true} the program refuses to start on settings that are fine for a first look and
 * dangerous in earnest; it says everything that is wrong at once.
 */
final class ProductionMode {

    static final String WANTED = "aidwitness.production";
    static final String SECRET_KEY_FILE = "aidwitness.secret-key-file";
    static final String SECURE_COOKIES = "aidwitness.cookies.secure";

    private static final String URL = "quarkus.datasource.jdbc.url";

    /** What must not stand where every user of the machine can read it in the list of processes. */
    private static final List<String> SECRETS =
            List.of("quarkus.datasource.password", "quarkus.flyway.password", "quarkus.oidc.credentials.secret");

    private static final Set<PosixFilePermission> OTHERS_RIGHTS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /**
     * What the configuration says.
     *
     * @param ownDatabase whether a database is configured, instead of the embedded one
     * @param saidInTheOpen secrets that were given on the command line
     */
    record Settings(
            boolean ownDatabase,
            boolean demonstration,
            boolean secureCookies,
            Optional<Path> secretKeyFile,
            List<String> saidInTheOpen) {

        Settings {
            saidInTheOpen = List.copyOf(saidInTheOpen);
        }

        static Settings of(Config config, Properties system, List<String> arguments) {
            return new Settings(
                    config.getOptionalValue(URL, String.class).isPresent(),
                    config.getOptionalValue(Demonstration.WANTED, Boolean.class).orElse(false),
                    config.getOptionalValue(SECURE_COOKIES, Boolean.class).orElse(true),
                    config.getOptionalValue(SECRET_KEY_FILE, Path.class),
                    secretsIn(system, arguments));
        }
    }

    private ProductionMode() {}

    static boolean isWanted(Config config) {
        return config.getOptionalValue(WANTED, Boolean.class).orElse(false);
    }

    /** Everything that is wrong; the program starts only if there is nothing. */
    static List<String> objections(Config config, List<String> arguments) {
        Settings settings = Settings.of(config, System.getProperties(), arguments);
        List<String> objections = new ArrayList<>(objections(settings));
        if (settings.ownDatabase()) {
            objections.addAll(DatabaseSafety.objections(config));
        }
        return objections;
    }

    static List<String> objections(Settings settings) {
        List<String> objections = new ArrayList<>();
        if (!settings.ownDatabase()) {
            objections.add("The embedded database is for trying out: set " + URL + ".");
        }
        if (settings.demonstration()) {
            objections.add("Invented data do not belong here: take " + Demonstration.WANTED + " out.");
        }
        settings.secretKeyFile()
                .ifPresentOrElse(
                        file -> objections.addAll(objections(file)),
                        () -> objections.add("There is no key for what is kept secret: set " + SECRET_KEY_FILE + "."));
        if (!settings.secureCookies()) {
            objections.add("Sessions would travel in the open: take " + SECURE_COOKIES + "=false out.");
        }
        for (String secret : settings.saidInTheOpen()) {
            objections.add("Everybody on this machine can read " + secret
                    + " in the list of processes: give it as environment variable or in a file.");
        }
        return objections;
    }

    private static List<String> objections(Path file) {
        String subject = "The file " + file + " of " + SECRET_KEY_FILE;
        if (!Files.isRegularFile(file)) {
            return List.of(subject + " does not exist.");
        }
        if (!Files.isReadable(file)) {
            return List.of(subject + " cannot be read.");
        }
        PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (rights == null) {
            return List.of();
        }
        try {
            Set<PosixFilePermission> given = rights.readAttributes().permissions();
            return given.stream().anyMatch(OTHERS_RIGHTS::contains)
                    ? List.of(subject + " is open to others (" + PosixFilePermissions.toString(given) + "): chmod 400.")
                    : List.of();
        } catch (IOException e) {
            return List.of(subject + " cannot be looked at: " + e.getMessage());
        }
    }

    private static List<String> secretsIn(Properties system, List<String> arguments) {
        Stream<String> properties = system.stringPropertyNames().stream()
                .filter(name -> isSecret(name, system.getProperty(name)))
                .map(ProductionMode::withoutProfile);
        Stream<String> words = arguments.stream()
                .filter(word -> word.contains("="))
                .filter(word -> isSecret(
                        word.substring(0, word.indexOf('=')).replaceFirst("^-+D?", ""),
                        word.substring(word.indexOf('=') + 1)))
                .map(word -> word.substring(0, word.indexOf('=')).replaceFirst("^-+D?", ""))
                .map(ProductionMode::withoutProfile);
        return Stream.concat(properties, words).distinct().sorted().toList();
    }

    private static boolean isSecret(String name, String value) {
        String plain = withoutProfile(name);
        boolean url = plain.equals(URL) || plain.equals("quarkus.flyway.jdbc-url");
        return SECRETS.contains(plain) || url && value.matches("(?i).*[?&]password=.*");
    }

    /** Quarkus reads {@code %prod.name} as {@code name}. */
    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }
}
