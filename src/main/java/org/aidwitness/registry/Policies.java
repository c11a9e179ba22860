package org.aidwitness.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Policy;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to policies. A programme without one of its own runs under the defaults, version 0. */
@ApplicationScoped
public class Policies {

    /** A version as it stands in the books; without a contribution it holds for the rest of the programme. */
    public record Version(
            Policy policy,
            @Nullable UUID contribution,
            String reason,
            String madeBy,
            @Nullable Instant madeAt) {}

    private static final String OF_CONTRIBUTION = "from PolicyVersion where contributionId = :of order by version desc";

    private static final String OF_PROGRAMME =
            "from PolicyVersion where programmeId = :of and contributionId is null order by version desc";

    private final StatelessSession session;
    private final Journal journal;
    private final Clock clock;
    private final ObjectMapper mapper;

    Policies(StatelessSession session, Journal journal, Clock clock, ObjectMapper mapper) {
        this.session = session;
        this.journal = journal;
        this.clock = clock;
        this.mapper = mapper;
    }

    /** The policy in force for what was given under this contribution; null: for the programme's other goods. */
    @Transactional
    public Policy current(UUID programme, @Nullable UUID contribution) {
        @Nullable PolicyVersion own = contribution == null ? null : newest(OF_CONTRIBUTION, contribution);
        @Nullable PolicyVersion found = own == null ? newest(OF_PROGRAMME, programme) : own;
        return found == null ? Policy.DEFAULTS : policyOf(found);
    }

    /** Without a session of its own, for every judgement asks. */
    private @Nullable PolicyVersion newest(String query, UUID of) {
        return session.createSelectionQuery(query, PolicyVersion.class)
                .setParameter("of", of)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    /** Newest first; the defaults last. */
    @Transactional
    public List<Version> history(UUID programme) {
        List<Version> all = new ArrayList<>();
        PolicyVersion.<PolicyVersion>find("programmeId = ?1 order by version desc", programme).page(0, 1_000).stream()
                .map(row -> new Version(policyOf(row), row.contributionId, row.reason, row.madeBy, row.madeAt))
                .forEach(all::add);
        all.add(new Version(Policy.DEFAULTS, null, "Defaults of the product.", Actor.SYSTEM.name(), null));
        return List.copyOf(all);
    }

    /**
     * Makes the next version, for one contribution or, where that is null, for the rest of the programme. The version
     * number in {@code settings} is not looked at.
     */
    @Transactional
    public Receipt change(Actor actor, UUID programme, @Nullable UUID contribution, Policy settings, String reason) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        Texts.requirePresent("/settings", settings);
        Texts.require("/reason", reason, 1_000);
        @Nullable PolicyVersion newest = PolicyVersion.<PolicyVersion>find("programmeId = ?1 order by version desc", programme)
                .firstResult();
        Policy next = settings.withVersion(newest == null ? 1 : newest.version + 1);
        Instant now = clock.instant();
        UUID id = Ids.fresh(now);
        new PolicyVersion(id, programme, contribution, next.version(), json(next), reason, actor.name(), now)
                .persistAndFlush();
        return journal.record(
                actor,
                new Journal.Statement(
                        "registry.policy",
                        id,
                        programme,
                        programme,
                        new Fingerprint()
                                .add(contribution)
                                .add(next)
                                .add(reason)
                                .done(),
                        now));
    }

    private Policy policyOf(PolicyVersion row) {
        try {
            return mapper.readValue(row.settings, Policy.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("policy " + row.id + " cannot be read", e);
        }
    }

    private String json(Policy policy) {
        try {
            return mapper.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
