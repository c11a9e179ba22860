package org.aidwitness.exchange.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to mappings. Each organisation keeps its own; those the product brings along serve everybody until an
 * organisation keeps one under the same code. An edit is a new version, so that an old run can still be explained.
 */
@ApplicationScoped
public class Mappings {

    /** The mappings the product brings along. */
    public static final List<String> BUILT_IN = List.of(
            "aidwitness-attestations", "aidwitness-declarations", "aidwitness-waybills", "cogat", "scms", "unrwa");

    private static final String LATEST = """
            select id,
                   code,
                   version,
                   organisation_id is not null,
                   cast(settings as text),
                   made_by,
                   made_at
              from exchange_mapping
             where code = :code
               and (organisation_id = :organisation or organisation_id is null)
             order by organisation_id is null, version desc
             limit 1""";

    private static final String OF_RUN = """
            select m.id,
                   m.code,
                   m.version,
                   m.organisation_id is not null,
                   cast(m.settings as text),
                   m.made_by,
                   m.made_at
              from exchange_run r
              join exchange_mapping m on m.id = r.mapping_id
             where r.id = :run""";

    private static final String LIST = """
            select distinct on (code)
                   id,
                   code,
                   version,
                   organisation_id is not null,
                   cast(settings as text),
                   made_by,
                   made_at
              from exchange_mapping
             where organisation_id = :organisation or organisation_id is null
             order by code, organisation_id is null, version desc
             limit 500""";

    // Two replicas that start together bring the same version along: the second finds it there.
    private static final String BRING = """
            insert into exchange_mapping (id, code, version, organisation_id, settings, made_by, made_at)
            select :id, :code, coalesce(max(m.version), 0) + 1, null, cast(:settings as jsonb), 'aidwitness', :now
              from exchange_mapping m
             where m.code = :code
               and m.organisation_id is null
            having not coalesce((array_agg(m.settings order by m.version desc))[1] = cast(:settings as jsonb), false)
            on conflict do nothing""";

    private static final String KEEP = """
            insert into exchange_mapping (id, code, version, organisation_id, settings, made_by, made_at)
            select :id, :code, coalesce(max(m.version), 0) + 1, :organisation, cast(:settings as jsonb), :by, :now
              from exchange_mapping m
             where m.code = :code
               and m.organisation_id = :organisation""";

    /** A mapping as it is stored. */
    record Stored(UUID id, String code, int version, boolean own, String settings, String madeBy, Instant madeAt) {}

    private final StatelessSession session;
    private final ObjectMapper mapper;
    private final Clock clock;

    Mappings(StatelessSession session, ObjectMapper mapper, Clock clock) {
        this.session = session;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The latest version the actor's organisation uses under this code; refuses with NOT_FOUND. */
    @Transactional
    public MappingEntry get(Actor actor, String code) {
        Access.require(actor, Verb.SEE_IMPORTS);
        return find(Access.organisationOf(actor), code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no mapping \"" + code + "\"."));
    }

    @Transactional
    public List<MappingEntry> list(Actor actor) {
        Access.require(actor, Verb.SEE_IMPORTS);
        return session
                .createNativeQuery(LIST, Stored.class)
                .setParameter("organisation", Access.organisationOf(actor))
                .getResultList()
                .stream()
                .map(this::entry)
                .toList();
    }

    /** Keeps a new version for the actor's organisation; the same settings again change nothing. */
    @Transactional
    public MappingEntry keep(Actor actor, String code, Mapping mapping) {
        Access.require(actor, Verb.KEEP_MAPPINGS);
        if (!code.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw Refused.at("/code", Code.INVALID, "A code has lower-case letters, digits and hyphens, at most 63.");
        }
        UUID organisation = Access.organisationOf(actor);
        Optional<MappingEntry> before = find(organisation, code);
        if (before.isPresent() && before.get().own() && before.get().settings().equals(mapping)) {
            return before.get();
        }
        String settings = written(mapping);
        if (settings.length() > Bounds.MOST_MAPPING_CHARACTERS) {
            throw Refused.because(Code.TOO_LARGE, "A mapping has at most 262,144 characters.");
        }
        Instant now = clock.instant();
        session.createNativeMutationQuery(KEEP)
                .setParameter("id", Ids.fresh(now))
                .setParameter("code", code)
                .setParameter("organisation", organisation)
                .setParameter("settings", settings)
                .setParameter("by", actor.name())
                .setParameter("now", now)
                .executeUpdate();
        return find(organisation, code).orElseThrow(() -> new IllegalStateException("just kept"));
    }

    /** The version that a run was made with, whatever became of the mapping since. */
    @Transactional
    MappingEntry ofRun(UUID run) {
        return entry(session.createNativeQuery(OF_RUN, Stored.class)
                .setParameter("run", run)
                .getSingleResult());
    }

    Optional<MappingEntry> find(UUID organisation, String code) {
        @Nullable Stored stored = session.createNativeQuery(LATEST, Stored.class)
                .setParameter("code", code)
                .setParameter("organisation", organisation)
                .getSingleResultOrNull();
        return Optional.ofNullable(stored).map(this::entry);
    }

    /** Makes sure that the newest versions the product brings along are there. */
    @Transactional
    public void bring() {
        BUILT_IN.forEach(this::bring);
    }

    private void bring(String code) {
        String settings = written(builtIn(mapper, code));
        session.createNativeMutationQuery(BRING)
                .setParameter("id", Ids.named(new UUID(0, 0), code + settings))
                .setParameter("code", code)
                .setParameter("settings", settings)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    static Mapping builtIn(ObjectMapper mapper, String code) {
        try (InputStream in = Mappings.class.getResourceAsStream("/mappings/" + code + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no mapping " + code);
            }
            return mapper.readValue(new String(in.readAllBytes(), StandardCharsets.UTF_8), Mapping.class);
        } catch (IOException e) {
            throw new IllegalStateException("the mapping " + code + " cannot be read", e);
        }
    }

    private MappingEntry entry(Stored stored) {
        try {
            return new MappingEntry(
                    stored.id(),
                    stored.code(),
                    stored.version(),
                    stored.own(),
                    mapper.readValue(stored.settings(), Mapping.class),
                    stored.madeBy(),
                    stored.madeAt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("mapping " + stored.id() + " cannot be read", e);
        }
    }

    private String written(Mapping mapping) {
        try {
            return mapper.writeValueAsString(mapping);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
