package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.DrawOutcomes.DrawStanding;
import org.aidwitness.monitoring.DrawOutcomes.StratumStanding;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Extension;
import org.aidwitness.monitoring.draw.StopRule.Decision;
import org.aidwitness.monitoring.draw.Stratum;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door by which a draw takes more units, when its stop rule says that more visits decide. Who asks chooses a number: the
 * units were next all the time.
 */
@ApplicationScoped
public class DrawExtensions {

    private static final String EXTENDED = "draw.extension";

    /** The sender's clock may be behind ours by so much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final String KNOWN = """
            select id,
                   content_sha256,
                   accepted_at
              from monitoring_draw_extension
             where id = :id""";

    // One after the other, so that the next one counts what this one takes; draws are made under the same lock.
    private static final String LOCK = """
            select cast(pg_advisory_xact_lock(hashtextextended('monitoring_draw ' || :draw, 0)) as text)""";

    private static final String DRAW = """
            select d.programme_id,
                   d.organisation_id,
                   d.rule,
                   monitoring_draw_open_at(d.id),
                   r.result_sha256 is not null,
                   coalesce(r.doubled, false),
                   count(e.id),
                   coalesce(sum(e.high), 0),
                   coalesce(sum(e.medium), 0),
                   coalesce(sum(e.low), 0)
              from monitoring_draw d
              left join monitoring_draw_result r on r.draw_id = d.id
              left join monitoring_draw_extension e on e.draw_id = d.id
             where d.id = :draw
             group by d.id, r.draw_id""";

    private static final String EXTEND = """
            insert into monitoring_draw_extension
                   (id, draw_id, number, programme_id, organisation_id, high, medium, low, disclosed_at, window_from,
                    window_to, content_sha256, accepted_at, accepted_by)
            values (:id, :draw, :number, :programme, :organisation, :high, :medium, :low, :disclosedAt, :from, :to,
                    :content, :now, :by)""";

    private record Known(UUID id, byte[] content, Instant acceptedAt) {}

    private record Draw(
            UUID programme,
            UUID organisation,
            byte[] rule,
            Instant openAt,
            boolean drawn,
            boolean doubled,
            long extensions,
            long high,
            long medium,
            long low) {

        /** How many extensions have asked for already. */
        int asked(Stratum stratum) {
            return Math.toIntExact(
                    switch (stratum) {
                        case HIGH -> high;
                        case MEDIUM -> medium;
                        case LOW -> low;
                    });
        }
    }

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    DrawExtensions(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** Asks for more visits; {@code standing} is where the stop rule stands now, as the program sees it. */
    @Transactional
    public Receipt extend(Actor actor, UUID id, ExtendDraw command, DrawStanding standing) {
        Access.require(actor, Verb.DRAW_VISITS);
        session.createNativeQuery(LOCK, String.class)
                .setParameter("draw", id.toString())
                .getSingleResultOrNull();
        Sha256 content = command.content(id);
        @Nullable Known known = session.createNativeQuery(KNOWN, Known.class)
                .setParameter("id", command.id())
                .getSingleResultOrNull();
        if (known != null) {
            return Given.again(EXTENDED, known.id(), content, known.content(), known.acceptedAt());
        }
        @Nullable Draw draw = session.createNativeQuery(DRAW, Draw.class)
                .setParameter("draw", id)
                .getSingleResultOrNull();
        if (draw == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such draw.");
        }
        Access.requireFor(actor, Verb.DRAW_VISITS, draw.organisation());
        Instant now = clock.instant();
        requireTime(draw, command, now);
        requireLeft(draw, command.extension(), standing);
        insert(actor, id, draw, command, content, now);
        return journal.record(actor, new Journal.Statement(EXTENDED, command.id(), id, draw.programme(), content, now));
    }

    private static void requireTime(Draw draw, ExtendDraw command, Instant now) {
        if (!draw.drawn()) {
            throw Refused.because(Code.WRONG_STATE, "Nothing was drawn, so there is nothing to go on with.");
        }
        if (!now.isBefore(draw.openAt())) {
            throw Refused.because(
                    Code.WRONG_STATE,
                    "The secrets of this draw were published at " + draw.openAt()
                            + ": everybody knows who would be next. Close a new population.");
        }
        if (command.discloseAt().isBefore(now.minus(CLOCKS_DIFFER))) {
            throw Refused.at("/discloseAt", Code.OUT_OF_RANGE, "Monitors learn of a visit after it was drawn.");
        }
        CommitDraw.soon(DrawRule.parse(draw.rule()).revealAt(), command.windowTo());
    }

    private static void requireLeft(Draw draw, Extension extension, DrawStanding standing) {
        if (standing.decision() != Decision.GO_ON) {
            throw Refused.because(
                    Code.WRONG_STATE, "The stop rule says " + standing.decision() + ": no more visits are needed.");
        }
        DrawRule rule = DrawRule.parse(draw.rule());
        for (Stratum stratum : Stratum.values()) {
            int wanted = extension.sizeOf(stratum);
            if (wanted == 0) {
                continue;
            }
            String field = "/" + stratum.name().toLowerCase(Locale.ROOT);
            Optional<StratumStanding> of = standing.strata().stream()
                    .filter(one -> one.stratum() == stratum)
                    .findFirst();
            int drawable = of.map(StratumStanding::drawable).orElse(0);
            int left = Math.max(0, drawable - rule.sampleOf(stratum, draw.doubled()) - draw.asked(stratum));
            if (wanted > left) {
                throw Refused.at(
                        field, Code.OUT_OF_RANGE, "Of " + stratum + ", " + left + " are left that were not drawn.");
            }
            if (of.isPresent() && of.get().decision() != Decision.GO_ON) {
                throw Refused.at(
                        field,
                        Code.WRONG_STATE,
                        "The stop rule says " + of.get().decision() + " of " + stratum
                                + ": no more visits are needed.");
            }
        }
    }

    private void insert(Actor actor, UUID id, Draw draw, ExtendDraw command, Sha256 content, Instant now) {
        Extension extension = command.extension();
        session.createNativeMutationQuery(EXTEND)
                .setParameter("id", command.id())
                .setParameter("draw", id)
                .setParameter("number", Math.toIntExact(draw.extensions() + 1))
                .setParameter("programme", draw.programme())
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("high", extension.high())
                .setParameter("medium", extension.medium())
                .setParameter("low", extension.low())
                .setParameter("disclosedAt", command.discloseAt())
                .setParameter("from", command.windowFrom())
                .setParameter("to", command.windowTo())
                .setParameter("content", content.toBytes())
                .setParameter("now", now)
                .setParameter("by", actor.name())
                .executeUpdate();
    }
}
