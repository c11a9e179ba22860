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
import org.jspecify.annotations.Nullable;

/** The door to policies. A programme without one of its own runs under the defaults, version 0. */
@ApplicationScoped
public class Policies {

    /** A version as it stands in the books. */
    public record Version(
            Policy policy,
            String reason,
            String madeBy,
            @Nullable Instant madeAt) {}

    private final Journal journal;
    private final Clock clock;
    private final ObjectMapper mapper;

    Policies(Journal journal, Clock clock, ObjectMapper mapper) {
        this.journal = journal;
        this.clock = clock;
        this.mapper = mapper;
    }

    /** The policy in force in the programme. */
    @Transactional
    public Policy current(UUID programme) {
        PolicyVersion newest = newest(programme);
        return newest == null ? Policy.DEFAULTS : policyOf(newest);
    }

    /** Newest first; the defaults last. */
    @Transactional
    public List<Version> history(UUID programme) {
        List<Version> made =
                PolicyVersion.<PolicyVersion>find("programmeId = ?1 order by version desc", programme)
                        .page(0, 1_000)
                        .stream()
                        .map(row -> new Version(policyOf(row), row.reason, row.madeBy, row.madeAt))
                        .toList();
        List<Version> all = new ArrayList<>(made);
        all.add(new Version(Policy.DEFAULTS, "Defaults of the product.", Actor.SYSTEM.name(), null));
        return List.copyOf(all);
    }

    /** Makes the next version; the version number in {@code settings} is not looked at. */
    @Transactional
    public Receipt change(Actor actor, UUID programme, Policy settings, String reason) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        Texts.require("/reason", reason, 1_000);
        PolicyVersion newest = newest(programme);
        Policy next = settings.withVersion(newest == null ? 1 : newest.version + 1);
        Instant now = clock.instant();
        UUID id = Ids.fresh(now);
        new PolicyVersion(id, programme, next.version(), json(next), reason, actor.name(), now).persistAndFlush();
        return journal.record(
                actor,
                new Journal.Statement(
                        "registry.policy",
                        id,
                        programme,
                        programme,
                        new Fingerprint().add(next).add(reason).done(),
                        now));
    }

    private static @Nullable PolicyVersion newest(UUID programme) {
        return PolicyVersion.<PolicyVersion>find("programmeId = ?1 order by version desc", programme)
                .firstResult();
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
