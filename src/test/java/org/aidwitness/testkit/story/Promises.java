package org.aidwitness.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.CaseFile;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.aidwitness.verification.rule.Assurance;
import org.aidwitness.verification.rule.Balance;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.RuleBook;

/** What holds after every act of every story, asked of the database itself. */
@ApplicationScoped
public class Promises {

    private static final int MOST_ROUNDS = 500;

    private static final String JOURNAL = """
            select h.size, count(e.seq), coalesce(max(e.seq) + 1, 0), (select count(*) from journal_queue)
              from journal_head h
              left join journal_entry e on true
             group by h.size""";

    private static final String VERIFIED_UNSEEN = """
            select v.number
              from verification_delivery v
             where v.programme_id = ?
               and v.assurance = 'VERIFIED'
               and not exists (
                     select
                       from monitoring_attestation a
                      where a.waybill_id = v.waybill_id
                        and a.independent
                        and a.verdict = 'CONFIRMED'
                        and (select r.accepted
                               from monitoring_review r
                              where r.attestation_id = a.id
                              order by r.reviewed_at desc, r.id desc
                              limit 1))
             order by v.number""";

    // What a complete receipt says of a line adds up to what left.
    private static final String KILOGRAMS_ASTRAY = """
            select w.number
              from shipment_declaration d
              join shipment_waybill w on w.id = d.waybill_id
              join shipment_line l on l.waybill_id = w.id
              join shipment_declaration_line q on q.declaration_id = d.id and q.line_id = l.id
             where w.programme_id = ?
               and d.receipt = 'COMPLETE'
               and (l.net_kg <> q.good_kg + q.damaged_kg + q.missing_kg - q.surplus_kg
                    or l.packages <> q.good_packages + q.damaged_packages + q.missing_packages - q.surplus_packages)
             order by w.number""";

    private static final String DELIVERIES = """
            select waybill_id, assurance, dispatched_kg, delivered_kg, lost_kg, surplus_kg, open_flags
              from verification_delivery
             where programme_id = ?
             order by waybill_id""";

    private static final String OPEN_FLAGS = """
            select rule || ' ' || severity
              from verification_flag
             where waybill_id = ?
               and state = 'OPEN'
             order by 1""";

    /** One delivery as it is stored. */
    private record Stored(UUID waybill, String assurance, Balance balance, List<String> openFlags) {}

    @Inject
    DataSource database;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    @Inject
    CaseFile cases;

    @Inject
    TestClock clock;

    void keep(UUID programme) {
        settle();
        the_journal_has_no_gap();
        assertThat(texts(VERIFIED_UNSEEN, programme))
                .as("verified and never seen")
                .isEmpty();
        assertThat(texts(KILOGRAMS_ASTRAY, programme))
                .as("receipts that do not add up")
                .isEmpty();
        for (Stored stored : deliveries(programme)) {
            what_is_stored_is_what_follows(stored);
        }
    }

    /** Until nothing is left to number, to follow or to sweep. */
    private void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (sequencer.run() + following.followOnce() + sweep.sweepOnce() == 0) {
                return;
            }
        }
        throw new AssertionError("verification does not come to rest");
    }

    private void the_journal_has_no_gap() {
        try (Connection connection = database.getConnection();
                PreparedStatement question = connection.prepareStatement(JOURNAL);
                ResultSet row = question.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(2)).as("entries").isEqualTo(row.getLong(1));
            assertThat(row.getLong(3)).as("one after the last number").isEqualTo(row.getLong(1));
            assertThat(row.getLong(4)).as("without a number").isZero();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void what_is_stored_is_what_follows(Stored stored) {
        DeliveryCase fresh = cases.of(List.of(stored.waybill), clock.instant()).get(0);
        List<String> findings = RuleBook.judge(fresh).stream()
                .map(finding -> finding.rule() + " " + finding.severity())
                .sorted()
                .toList();
        assertThat(texts(OPEN_FLAGS, stored.waybill)).as("open flags").isEqualTo(findings);
        assertThat(stored.assurance).isEqualTo(Assurance.of(fresh).state().name());
        Balance balance = Balance.of(fresh);
        assertThat(stored.balance).isEqualTo(balance);
        assertThat(balance.open()).as("grams neither delivered nor lost").isNotNegative();
    }

    /** State and open flags of one delivery, as a story tells them. */
    void hold(UUID waybill, String state, String flags) {
        Stored stored = one(waybill);
        assertThat(stored.assurance).isEqualTo(state);
        assertThat(stored.openFlags)
                .containsExactlyInAnyOrderElementsOf(
                        flags.equals("none") ? List.of() : Arrays.asList(flags.split(" ")));
    }

    private Stored one(UUID waybill) {
        return stored(DELIVERIES.replace("programme_id = ?", "waybill_id = ?"), waybill)
                .get(0);
    }

    private List<Stored> deliveries(UUID programme) {
        return stored(DELIVERIES, programme);
    }

    private List<Stored> stored(String sql, UUID id) {
        List<Stored> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement question = connection.prepareStatement(sql)) {
            question.setObject(1, id);
            try (ResultSet row = question.executeQuery()) {
                while (row.next()) {
                    all.add(new Stored(
                            (UUID) row.getObject(1),
                            row.getString(2),
                            new Balance(grams(row, 3), grams(row, 4), grams(row, 5), grams(row, 6), false),
                            strings(row.getArray(7))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static long grams(ResultSet row, int column) throws SQLException {
        return row.getBigDecimal(column).movePointRight(3).longValueExact();
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).collect(Collectors.toList());
    }

    private List<String> texts(String sql, UUID id) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement question = connection.prepareStatement(sql)) {
            question.setObject(1, id);
            try (ResultSet row = question.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
