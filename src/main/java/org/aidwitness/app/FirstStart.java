package org.aidwitness.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Tokens;
import org.aidwitness.exchange.table.Mappings;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** On an empty installation somebody must be able to begin: an operator, whose token lies in a file only they can read. */
@ApplicationScoped
class FirstStart {

    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final Accounts accounts;
    private final Tokens tokens;
    private final Organisations organisations;
    private final Mappings mappings;
    private final Speaking speaking;
    private final Path data;

    FirstStart(
            Accounts accounts,
            Tokens tokens,
            Organisations organisations,
            Mappings mappings,
            Speaking speaking,
            @ConfigProperty(name = "aidwitness.data") String data) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.organisations = organisations;
        this.mappings = mappings;
        this.speaking = speaking;
        this.data = Path.of(data);
    }

    void begin(@Observes StartupEvent event) {
        speaking.runAsProgram(() -> {
            mappings.bring();
            if (accounts.none()) {
                QuarkusTransaction.requiringNew().run(this::operator);
            }
        });
    }

    private void operator() {
        UUID operator = organisations.ensure(
                Actor.SYSTEM, null, "operator", "Operator of this installation", OrganisationEntry.Kind.OTHER);
        UUID account = accounts.create(
                "operator", operator, Set.of(Role.ADMINISTRATOR, Role.LOGISTICS, Role.HISTORIAN, Role.REVIEWER));
        try {
            write(tokens.issue(account, VALIDITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String token) throws IOException {
        Path file = data.resolve("operator-token");
        Files.createDirectories(data);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, token);
        LOG.infof("First start: the operator's token is in %s, valid for 30 days.", file);
    }
}
