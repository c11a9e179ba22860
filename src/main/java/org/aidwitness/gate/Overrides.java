package org.aidwitness.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Audit;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Policies;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to overrides: two people of two organisations take responsibility, in public and for a few days, for goods
 * that nobody independent will see arrive. Nothing ends one but its time; the database repeats every rule.
 */
@ApplicationScoped
public class Overrides {

    /** A request that nobody answered is void after this. */
    static final Duration OPEN_FOR = Duration.ofDays(7);

    private static final String ASKED = "gate.override_requested";
    private static final String DECIDED = "gate.override_decided";

    /**
     * One override, and what became of it.
     *
     * @param approved null while nobody has decided
     * @param expiresAt until when it opens the gate; null unless approved
     */
    public record Override(
            UUID id,
            UUID programme,
            @Nullable UUID waybill,
            @Nullable UUID site,
            @Nullable String place,
            String reason,
            String text,
            int days,
            UUID requestedFor,
            String requestedForName,
            String requestedBy,
            Instant requestedAt,
            @Nullable Boolean approved,
            @Nullable String decidedForName,
            @Nullable String decidedBy,
            @Nullable String decisionReason,
            @Nullable Instant decidedAt,
            @Nullable Instant expiresAt) {

        Cursor cursor() {
            return new Cursor(requestedAt, id);
        }
    }

    private static final String SELECT = """
            select o.id,
                   o.programme_id,
                   o.waybill_id,
                   o.site_id,
                   s.name,
                   o.reason_code,
                   o.text,
                   o.days,
                   o.organisation_id,
                   a.name,
                   o.requested_by_name,
                   o.requested_at,
                   d.approved,
                   b.name,
                   d.decided_by_name,
                   d.reason,
                   d.decided_at,
                   d.expires_at
              from gate_override o
              join gate_party a on a.id = o.organisation_id
              left join gate_place s on s.id = o.site_id
              left join gate_override_decision d on d.override_id = o.id
              left join gate_party b on b.id = d.organisation_id
            """;

    private static final String ONE = SELECT + " where o.id = :id";

    private static final String LIST = SELECT + """
             where o.programme_id = :programme
               and (o.requested_at < :at or (o.requested_at = :at and o.id > :after))
             order by o.requested_at desc, o.id
             limit :limit""";

    private static final String IN_FORCE = """
            select o.id
              from gate_override o
              join gate_override_decision d on d.override_id = o.id
             where o.programme_id = :programme
               and (o.waybill_id = :waybill or o.site_id = :site)
               and d.approved
               and d.decided_at <= :now
               and d.expires_at > :now
             order by d.expires_at desc, o.id
             limit 1""";

    private static final String CONTENT = """
            select content_sha256
              from gate_override
             where id = :id""";

    private static final String ASK = """
            insert into gate_override
                   (id, programme_id, waybill_id, site_id, reason_code, text, days, organisation_id, requested_by,
                    requested_by_name, requested_at, content_sha256)
            values (:id, :programme, :waybill, :site, :reason, :text, :days, :organisation, :by, :name, :now, :content)""";

    private static final String DECIDE = """
            insert into gate_override_decision
                   (override_id, approved, organisation_id, decided_by, decided_by_name, reason, decided_at, expires_at)
            values (:id, :approved, :organisation, :by, :name, :reason, :now, :expires)""";

    private final Journal journal;
    private final Policies policies;
    private final Audit audit;
    private final Clock clock;
    private final StatelessSession session;

    Overrides(Journal journal, Policies policies, Audit audit, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
        this.session = session;
    }

    /** Asks. Opens nothing until somebody of another organisation agrees; public at once. */
    @Transactional
    public Receipt request(Actor actor, RequestOverride command) {
        Access.requireFor(actor, Verb.OVERRIDE_GATE, command.organisation());
        byte @Nullable [] known = session.createNativeQuery(CONTENT, byte[].class)
                .setParameter("id", command.id())
                .getSingleResultOrNull();
        Sha256 content = command.content();
        if (known != null) {
            if (!Sha256.fromBytes(known).equals(content)) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another request under this id.");
            }
            return new Receipt(command.id(), ASKED, content, get(command.id()).requestedAt());
        }
        int most = policy(command.programme()).overrideDays();
        if (command.days() > most) {
            throw Refused.at(
                    "/days", Code.OUT_OF_RANGE, "In this programme an override lasts at most " + most + " days.");
        }
        Instant now = clock.instant();
        session.createNativeMutationQuery(ASK)
                .setParameter("id", command.id())
                .setParameter("programme", command.programme())
                .setParameter("waybill", command.waybill(), UUID.class)
                .setParameter("site", command.site(), UUID.class)
                .setParameter("reason", command.reason().name())
                .setParameter("text", command.text())
                .setParameter("days", command.days())
                .setParameter("organisation", command.organisation())
                .setParameter("by", actor.account())
                .setParameter("name", actor.name())
                .setParameter("now", now)
                .setParameter("content", content.toBytes())
                .executeUpdate();
        audit.record(actor, Act.OVERRIDE_REQUESTED, command.reason() + " " + command.id(), command.text());
        return journal.record(
                actor, new Journal.Statement(ASKED, command.id(), subject(command), command.programme(), content, now));
    }

    /**
     * Agrees or declines. Refuses with OWN_WORK who asked and whoever works for the same organisation, and with
     * WRONG_STATE what is decided, void, or one more than the policy allows in this quarter.
     *
     * @param reason 1 to 1,000 characters
     */
    @Transactional
    public Override decide(Actor actor, UUID id, boolean approved, String reason) {
        Access.require(actor, Verb.OVERRIDE_GATE);
        if (reason.isBlank() || reason.length() > 1_000) {
            throw Refused.at("/reason", Code.OUT_OF_RANGE, "Say why, in at most 1,000 characters.");
        }
        Override asked = get(id);
        if (asked.requestedFor().equals(Access.organisationOf(actor))) {
            throw Refused.because(Code.OWN_WORK, "Somebody of another organisation must decide this.");
        }
        Instant now = clock.instant();
        if (asked.approved() != null) {
            throw Refused.because(Code.WRONG_STATE, "This request has been decided already.");
        }
        if (now.isAfter(asked.requestedAt().plus(OPEN_FOR))) {
            throw Refused.because(Code.WRONG_STATE, "Nobody decided this within 7 days, so it is void. Ask again.");
        }
        @Nullable Instant expires = approved ? now.plus(Duration.ofDays(asked.days())) : null;
        session.createNativeMutationQuery(DECIDE)
                .setParameter("id", id)
                .setParameter("approved", approved)
                .setParameter("organisation", actor.organisation())
                .setParameter("by", actor.account())
                .setParameter("name", actor.name())
                .setParameter("reason", reason)
                .setParameter("now", now)
                .setParameter("expires", expires, Instant.class)
                .executeUpdate();
        audit.record(actor, Act.OVERRIDE_DECIDED, (approved ? "approved " : "declined ") + id, reason);
        Sha256 content =
                new Fingerprint().add(DECIDED).add(id).add(approved).add(reason).done();
        UUID subject = asked.waybill() == null ? id : asked.waybill();
        journal.record(actor, new Journal.Statement(DECIDED, id, subject, asked.programme(), content, now));
        return get(id);
    }

    /** Latest first; public, as soon as somebody asked. */
    @Transactional
    public List<Override> list(UUID programme, Cursor after, int limit) {
        return session.createNativeQuery(LIST, Override.class)
                .setParameter("programme", programme)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public Override get(UUID id) {
        @Nullable Override found = session.createNativeQuery(ONE, Override.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        if (found == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such override.");
        }
        return found;
    }

    /** The override that opens the gate for these goods at this instant; null where there is none. */
    @Nullable UUID inForce(DispatchFacts facts) {
        return session.createNativeQuery(IN_FORCE, UUID.class)
                .setParameter("programme", facts.programme())
                .setParameter("waybill", facts.waybill())
                .setParameter("site", facts.destination())
                .setParameter("now", facts.asOf())
                .getSingleResultOrNull();
    }

    private GatePolicy policy(UUID programme) {
        return policies.current(programme, null).gate();
    }

    /** A journal entry about goods names its waybill; one about a place is about itself. */
    private static UUID subject(RequestOverride command) {
        return command.waybill() == null ? command.id() : command.waybill();
    }
}
