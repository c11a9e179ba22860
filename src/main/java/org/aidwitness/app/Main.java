package org.aidwitness.app;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the program; without a configured database it brings its own, and a taken port is no obstacle. */
@QuarkusMain
public class Main {
    /** What a user says (files beside the program, environment, command line) ranks above the packaged settings. */
    private static final int PACKAGED_SETTINGS_RANK = 250;

    public static void main(String... arguments) {
        Config config = ConfigProvider.getConfig();
        if (ProductionMode.isWanted(config)) {
            refuseUnsafe(ProductionMode.objections(config, List.of(arguments)));
        }
        try {
            if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                    .isEmpty()) {
                bringDatabase(config);
            }
        } catch (DatabaseUnavailable e) {
            say(e.getMessage());
            System.exit(1);
        }
        // While developing, a reload finds the ports taken by the program itself.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            choosePort(config, "quarkus.http");
            choosePort(config, "quarkus.management");
        }
        Quarkus.run(arguments);
    }

    private static void refuseUnsafe(List<String> objections) {
        if (!objections.isEmpty()) {
            say("This is not safe for production (" + ProductionMode.WANTED + "=true), so nothing was started:");
            objections.forEach(objection -> say("- " + objection));
            System.exit(1);
        }
    }

    private static void bringDatabase(Config config) throws DatabaseUnavailable {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(config));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "embedded-postgres"));
        postgres.datasource().forEach(System::setProperty);
        if (config.getOptionalValue(FirstStart.TOKEN_WANTED, Boolean.class).isEmpty()) {
            System.setProperty(FirstStart.TOKEN_WANTED, "true");
        }
        if (config.getOptionalValue(Demonstration.WANTED, Boolean.class).isEmpty()) {
            // Who did not bring a database is having a first look.
            System.setProperty(Demonstration.WANTED, "true");
        }
    }

    private static EmbeddedPostgres.Settings settings(Config config) throws DatabaseUnavailable {
        try {
            Path data = Path.of(config.getValue("aidwitness.data", String.class));
            EmbeddedPostgres.Settings standard = EmbeddedPostgres.Settings.of(data.resolve("postgres"));
            return new EmbeddedPostgres.Settings(
                    standard.home(),
                    config.getOptionalValue("aidwitness.cache", Path.class).orElse(standard.cache()),
                    config.getOptionalValue("aidwitness.database-port", Integer.class)
                            .orElse(standard.port()),
                    standard.database(),
                    true,
                    config.getOptionalValue("aidwitness.database-memory-mb", Integer.class)
                            .orElse(standard.memoryMb()));
        } catch (IllegalArgumentException e) {
            throw new DatabaseUnavailable("A setting cannot be used. " + e.getMessage());
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (DatabaseUnavailable e) {
            say(e.getMessage());
        }
    }

    private static void choosePort(Config config, String prefix) {
        OptionalInt other = otherPort(config, prefix);
        if (other.isPresent()) {
            String name = prefix + ".port";
            say("Port " + config.getValue(name, Integer.class) + " is taken; using port " + other.getAsInt() + " ("
                    + name + ").");
            System.setProperty(name, Integer.toString(other.getAsInt()));
        }
    }

    /** Where to go from a taken port; empty if it is free, if none is, or if the user asked for exactly this one. */
    static OptionalInt otherPort(Config config, String prefix) {
        String name = prefix + ".port";
        int wanted = config.getValue(name, Integer.class);
        if (wanted == 0 || config.getConfigValue(name).getSourceOrdinal() > PACKAGED_SETTINGS_RANK) {
            return OptionalInt.empty();
        }
        String host = config.getOptionalValue(prefix + ".host", String.class).orElse("0.0.0.0");
        OptionalInt free = FreePort.from(host, wanted);
        return free.isPresent() && free.getAsInt() != wanted ? free : OptionalInt.empty();
    }

    /** Logging is not set up yet, or no more. */
    private static void say(String line) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(line);
    }
}
