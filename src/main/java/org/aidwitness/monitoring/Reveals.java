package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.CustodianChain;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door by which custodians give their secrets. None is shown to anybody else before the visits are over. */
@ApplicationScoped
public class Reveals {

    private static final String REVEALED = "draw.reveal";

    private static final String KNOWN = """
            select id,
                   content_sha256,
                   revealed_at
              from monitoring_draw_reveal
             where id = :id""";

    // Draws are made under the same lock, so that none is made while somebody reveals.
    private static final String LOCK = """
            select cast(pg_advisory_xact_lock(hashtextextended('monitoring_draw ' || :draw, 0)) as text)""";

    private static final String SEAT = """
            select d.programme_id,
                   d.reveal_at,
                   d.deadline_at,
                   exists (select from monitoring_draw_result r where r.draw_id = d.id),
                   c.chain_id,
                   c.organisation_id,
                   c.position,
                   a.anchor,
                   exists (select from monitoring_draw_reveal r where r.draw_id = d.id and r.chain_id = c.chain_id)
              from monitoring_draw d
              join monitoring_draw_custodian c on c.draw_id = d.id
              join monitoring_draw_chain a on a.id = c.chain_id
             where d.id = :draw
               and a.cid = :cid""";

    private static final String DRAW = """
            select count(*)
              from monitoring_draw
             where id = :draw""";

    private static final String LAST = """
            select c.position,
                   r.value
              from monitoring_draw_custodian c
              join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
             where c.chain_id = :chain
               and c.position < :position
             order by c.position desc
             limit 1""";

    // A later secret gives away the earlier ones.
    private static final String EARLIER = """
            select count(*)
              from monitoring_draw_custodian c
              join monitoring_draw d on d.id = c.draw_id
             where c.chain_id = :chain
               and c.position < :position
               and d.deadline_at > :now
               and not exists (select from monitoring_draw_result r where r.draw_id = d.id)
               and not exists (select from monitoring_draw_reveal r where r.draw_id = d.id and r.chain_id = c.chain_id)""";

    private static final String REVEAL = """
            insert into monitoring_draw_reveal
                   (id, draw_id, chain_id, organisation_id, value, content_sha256, revealed_at, revealed_by)
            values (:id, :draw, :chain, :organisation, :value, :content, :now, :by)""";

    private record Known(UUID id, byte[] content, Instant revealedAt) {}

    private record Seat(
            UUID programme,
            Instant revealAt,
            Instant deadlineAt,
            boolean made,
            UUID chain,
            UUID organisation,
            int position,
            byte[] anchor,
            boolean revealed) {}

    private record Last(int position, byte[] value) {}

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Reveals(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** Takes a custodian's secret, if it is their turn and the secret leads to what is known of their chain. */
    @Transactional
    public Receipt reveal(Actor actor, UUID draw, RevealValue command) {
        Access.require(actor, Verb.REVEAL);
        session.createNativeQuery(LOCK, String.class)
                .setParameter("draw", draw.toString())
                .getSingleResultOrNull();
        Sha256 content = command.content(draw);
        @Nullable Known known = session.createNativeQuery(KNOWN, Known.class)
                .setParameter("id", command.id())
                .getSingleResultOrNull();
        if (known != null) {
            if (!Sha256.fromBytes(known.content()).equals(content)) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another reveal under this id.");
            }
            return new Receipt(known.id(), REVEALED, content, known.revealedAt());
        }
        Instant now = clock.instant();
        Seat seat = seat(draw, command);
        Access.requireFor(actor, Verb.REVEAL, seat.organisation());
        requireTime(seat, now);
        requirePreimage(seat, command);
        session.createNativeMutationQuery(REVEAL)
                .setParameter("id", command.id())
                .setParameter("draw", draw)
                .setParameter("chain", seat.chain())
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("value", command.secret().toBytes())
                .setParameter("content", content.toBytes())
                .setParameter("now", now)
                .setParameter("by", actor.name())
                .executeUpdate();
        return journal.record(
                actor, new Journal.Statement(REVEALED, command.id(), draw, seat.programme(), content, now));
    }

    private Seat seat(UUID draw, RevealValue command) {
        @Nullable Seat seat = session.createNativeQuery(SEAT, Seat.class)
                .setParameter("draw", draw)
                .setParameter("cid", command.cid())
                .getSingleResultOrNull();
        if (seat != null) {
            return seat;
        }
        long there = session.createNativeQuery(DRAW, Long.class)
                .setParameter("draw", draw)
                .getSingleResult();
        throw there == 0
                ? Refused.because(Code.NOT_FOUND, "There is no such draw.")
                : Refused.at("/cid", Code.UNKNOWN_REFERENCE, "No chain of this name decides this draw.");
    }

    private void requireTime(Seat seat, Instant now) {
        if (seat.revealed()) {
            throw Refused.because(Code.WRONG_STATE, "This custodian has revealed already.");
        }
        if (seat.made() || !now.isBefore(seat.deadlineAt())) {
            throw Refused.because(
                    Code.DEADLINE_PASSED,
                    "The time to reveal ended at " + seat.deadlineAt() + "; the draw goes without.");
        }
        if (now.isBefore(seat.revealAt())) {
            throw Refused.because(Code.WRONG_STATE, "The time to reveal begins at " + seat.revealAt() + ".");
        }
        long earlier = session.createNativeQuery(EARLIER, Long.class)
                .setParameter("chain", seat.chain())
                .setParameter("position", seat.position())
                .setParameter("now", now)
                .getSingleResult();
        if (earlier > 0) {
            throw Refused.because(
                    Code.WRONG_STATE, "This secret would give away an earlier one that still decides another draw.");
        }
    }

    private void requirePreimage(Seat seat, RevealValue command) {
        @Nullable Last last = session.createNativeQuery(LAST, Last.class)
                .setParameter("chain", seat.chain())
                .setParameter("position", seat.position())
                .getSingleResultOrNull();
        int position = last == null ? 0 : last.position();
        byte[] value = last == null ? seat.anchor() : last.value();
        Sha256 reached = CustodianChain.before(command.cid(), command.secret(), seat.position() - position);
        if (!reached.equals(Sha256.fromBytes(value))) {
            throw Refused.at(
                    "/value",
                    Code.WRONG_PREIMAGE,
                    "This is not secret " + seat.position() + " of the chain: hashed " + (seat.position() - position)
                            + " times with the chain's name, it must give "
                            + (last == null ? "the anchor." : "the secret that was revealed before."));
        }
    }
}
