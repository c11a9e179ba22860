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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.WaysIn;
import org.aidwitness.exchange.table.Mappings;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * On an empty installation somebody must be able to begin, and nobody knows a password: the log shows a link that makes
 * its reader the first administrator, once. The embedded database, which is for a first look, has a machine's token too.
 */
@ApplicationScoped
class FirstStart {

    /** Set where the embedded database is used: see {@link Main}. */
    static final String TOKEN_WANTED = "aidwitness.operator-token";

    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final Duration TOKEN_VALIDITY = Duration.ofDays(30);

    private final Accounts accounts;
    private final Invitations invitations;
    private final WaysIn ways;
    private final Tokens tokens;
    private final Organisations organisations;
    private final Mappings mappings;
    private final Speaking speaking;
    private final Path data;
    private final boolean tokenWanted;
    private final boolean administratorWanted;
    private final String address;

    FirstStart(
            Accounts accounts,
            Invitations invitations,
            WaysIn ways,
            Tokens tokens,
            Organisations organisations,
            Mappings mappings,
            Speaking speaking,
            @ConfigProperty(name = "aidwitness.data") String data,
            @ConfigProperty(name = TOKEN_WANTED, defaultValue = "false") boolean tokenWanted,
            @ConfigProperty(name = "aidwitness.invite-administrator", defaultValue = "false")
                    boolean administratorWanted,
            @ConfigProperty(name = "aidwitness.address") Optional<String> address,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.ways = ways;
        this.tokens = tokens;
        this.organisations = organisations;
        this.mappings = mappings;
        this.speaking = speaking;
        this.data = Path.of(data);
        this.tokenWanted = tokenWanted;
        this.administratorWanted = administratorWanted;
        this.address = address.orElse("http://localhost:" + port);
    }

    void begin(@Observes StartupEvent event) {
        speaking.runAsProgram(() -> QuarkusTransaction.requiringNew().run(this::prepare));
    }

    private void prepare() {
        mappings.bring();
        boolean first = accounts.none();
        UUID operator = organisations.ensure(
                Actor.SYSTEM, null, "operator", "Operator of this installation", OrganisationEntry.Kind.OTHER);
        if (first && tokenWanted) {
            writeToken(operator);
        }
        // Until somebody has come in, each start shows a link that works, and only the newest does. Later ones are for
        // the
        // day on which no administrator is left: whoever can restart the program can do everything anyway.
        if (ways.isLocal() && (administratorWanted || !accounts.anybodyCanSignIn())) {
            invite(operator);
        }
    }

    private void invite(UUID operator) {
        UUID administrator = accounts.unclaimedAdministrator(operator);
        String link = invitations.create(Actor.SYSTEM, administrator, "administrator");
        LOG.infof("To become an administrator, open this link within 72 hours: %s/invitation/%s", address, link);
    }

    private void writeToken(UUID operator) {
        UUID account = accounts.create(
                "operator", operator, Set.of(Role.ADMINISTRATOR, Role.LOGISTICS, Role.HISTORIAN, Role.REVIEWER));
        String token = tokens.issue(account, TOKEN_VALIDITY);
        Path file = data.resolve("operator-token");
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(file);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.infof("First start: a token for the command line is in %s, valid for 30 days.", file);
    }
}
