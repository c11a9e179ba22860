package org.aidwitness.app;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets the migration sign in by itself, as the schema's owner. A connection of the pool would not do: each takes the
 * application's role, which owns nothing and does not exist before the first migration.
 */
@ApplicationScoped
class OwnerMigrates implements FlywayConfigurationCustomizer {
    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;

    OwnerMigrates(
            @ConfigProperty(name = "quarkus.flyway.jdbc-url") Optional<String> ownUrl,
            @ConfigProperty(name = "quarkus.flyway.username") Optional<String> ownUser,
            @ConfigProperty(name = "quarkus.flyway.password") Optional<String> ownPassword,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = ownUrl.orElse(url);
        this.user = ownUser.or(() -> user);
        this.password = ownPassword.or(() -> password);
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        // Without a name here the driver takes the one in the URL.
        configuration.dataSource(url, user.orElse(null), password.orElse(null));
    }
}
