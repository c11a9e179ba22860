package org.aidwitness.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
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
    private final Organisations organisations;
    private final Path data;

    FirstStart(Accounts accounts, Organisations organisations, @ConfigProperty(name = "aidwitness.data") String data) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.data = Path.of(data);
    }

    @Transactional
    void begin(@Observes StartupEvent event) throws IOException {
        if (!accounts.none()) {
            return;
        }
        UUID operator = organisations.ensure(
                Actor.SYSTEM, "operator", "Operator of this installation", OrganisationEntry.Kind.OTHER);
        UUID account = accounts.create(
                "operator", operator, Set.of(Role.ADMINISTRATOR, Role.LOGISTICS, Role.HISTORIAN, Role.REVIEWER));
        Path file = data.resolve("operator-token");
        Files.createDirectories(data);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, accounts.issueToken(account, VALIDITY));
        LOG.infof("First start: the operator's token is in %s, valid for 30 days.", file);
    }
}
