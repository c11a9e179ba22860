package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.verification.Deliveries.Standing;
import org.aidwitness.verification.rule.RuleBook;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that are to be judged again, all of them or all of a programme, stretch by stretch in the order of their ids.
 * Nothing about a delivery is written until its turn comes.
 */
@ApplicationScoped
class Stretches {

    /** Deliveries of one stretch: enough that a million make few rows, and few enough that many can help. */
    private static final int DELIVERIES = 10_000;

    private static final String ADD = """
            insert into verification_stretch (id, programme_id, from_id, to_id, made_at)
            select gen_random_uuid(), cast(:programme as uuid), ids[1], ids[cardinality(ids)], :now
              from (select array_agg(waybill_id order by waybill_id) as ids
                      from (select waybill_id, row_number() over (order by waybill_id) / :size as stretch
                              from verification_delivery
                             where cast(:programme as uuid) is null
                                or programme_id = :programme) numbered
                     group by stretch) stretched""";

    private static final String TAKE = """
            select id, programme_id, from_id, to_id
              from verification_stretch
             order by made_at, id
             limit 1
               for update skip locked""";

    private static final String NEXT = """
            select waybill_id
              from verification_delivery
             where waybill_id between :from and :to
               and (cast(:programme as uuid) is null or programme_id = :programme)
             order by waybill_id
             limit :most""";

    private static final String SHORTEN = """
            update verification_stretch
               set from_id = :from
             where id = :id""";

    private static final String REMOVE = """
            delete from verification_stretch
             where id = :id""";

    private static final String LEAVE = """
            insert into verification_stretch (id, programme_id, from_id, to_id, made_at)
            select gen_random_uuid(), null, waybill_id, waybill_id, :now
              from unnest(cast(:ids as uuid[])) as waybill_id""";

    private static final String OPEN_BOOK = """
            insert into verification_book as book (rules_sha256, since)
            values (decode(:rules, 'hex'), :now)
                on conflict (sole) do update
               set rules_sha256 = excluded.rules_sha256,
                   since = excluded.since
             where book.rules_sha256 <> excluded.rules_sha256""";

    private static final String COUNT = """
            select count(*)
              from verification_stretch""";

    private record Stretch(UUID id, @Nullable UUID programmeId, UUID fromId, UUID toId) {}

    private final StatelessSession session;

    private final Deliveries deliveries;

    Stretches(StatelessSession session, Deliveries deliveries) {
        this.session = session;
        this.deliveries = deliveries;
    }

    /** Another policy: everything in these programmes is judged again. */
    @Transactional(MANDATORY)
    void addProgrammes(Collection<UUID> programmes, Instant now) {
        programmes.stream().sorted().forEach(programme -> add(programme, now));
    }

    /** Everything is judged again where it was judged by other rules than this program's; whether it was. */
    @Transactional
    boolean addAllIfRulesChanged(Instant now) {
        boolean changed = session.createNativeMutationQuery(OPEN_BOOK)
                        .setParameter("rules", rules().toString())
                        .setParameter("now", now)
                        .executeUpdate()
                > 0;
        if (changed) {
            addAll(now);
        }
        return changed;
    }

    /** Everything is judged again. */
    @Transactional
    void addAll(Instant now) {
        add(null, now);
    }

    /**
     * Takes the next deliveries of the oldest stretch that nobody else is at, holding them. Those that others hold are left
     * to a stretch of their own: to wait for them while holding others could be waiting for ever.
     */
    @Transactional(MANDATORY)
    Map<UUID, Standing> take(Instant now, int most) {
        Optional<Stretch> oldest =
                session.createNativeQuery(TAKE, Stretch.class).uniqueResultOptional();
        if (oldest.isEmpty()) {
            return Map.of();
        }
        Stretch stretch = oldest.get();
        List<UUID> ahead = session.createNativeQuery(NEXT, UUID.class)
                .setParameter("from", stretch.fromId)
                .setParameter("to", stretch.toId)
                .setParameter("programme", stretch.programmeId)
                .setParameter("most", most + 1)
                .getResultList();
        List<UUID> next = ahead.subList(0, Math.min(most, ahead.size()));
        if (next.size() == ahead.size()) {
            session.createNativeMutationQuery(REMOVE)
                    .setParameter("id", stretch.id)
                    .executeUpdate();
        } else {
            session.createNativeMutationQuery(SHORTEN)
                    .setParameter("id", stretch.id)
                    .setParameter("from", ahead.get(most))
                    .executeUpdate();
        }
        Map<UUID, Standing> free = deliveries.lockFree(next.toArray(UUID[]::new));
        if (free.size() < next.size()) {
            List<UUID> held = new ArrayList<>(next);
            held.removeAll(free.keySet());
            leave(held, now);
        }
        return free;
    }

    @Transactional
    long count() {
        return session.createNativeQuery(COUNT, Long.class).getSingleResult();
    }

    private void leave(Collection<UUID> held, Instant now) {
        session.createNativeMutationQuery(LEAVE)
                .setParameter("ids", held.toArray(UUID[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }

    private void add(@Nullable UUID programme, Instant now) {
        session.createNativeMutationQuery(ADD)
                .setParameter("programme", programme)
                .setParameter("size", DELIVERIES)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Same rules in the same versions: same fingerprint. */
    private static Sha256 rules() {
        Fingerprint rules = new Fingerprint();
        for (RuleBook.Entry entry : RuleBook.entries()) {
            rules.add(entry.id());
            rules.addAll(
                    entry.questions().stream().map(RuleBook.Question::version).toList());
        }
        return rules.done();
    }
}
