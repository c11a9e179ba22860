package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to those who monitor. Each organisation keeps its own, and nobody else learns who they are. */
@ApplicationScoped
public class Accreditations {

    private static final String ACCREDITED = "monitoring.accreditation";
    private static final String ENDED = "monitoring.accreditation_ended";

    private static final String END = """
            update monitoring_accreditation
               set valid_to = :day
             where id = :id""";

    private static final String LIST = """
            select id,
                   organisation_id,
                   monitor,
                   array_to_string(languages, ' '),
                   interest_declaration,
                   interest_declared_at,
                   valid_from,
                   valid_to,
                   entered_by,
                   entered_at
              from monitoring_accreditation
             where organisation_id = :organisation
               and entered_at <= :at
               and (entered_at < :at or id > :after)
             order by entered_at desc, id
             limit :most""";

    /** One accreditation as its organisation sees it. */
    public record Monitor(
            UUID id,
            UUID organisation,
            String monitor,
            List<String> languages,
            @Nullable String conflictOfInterest,
            @Nullable Instant declaredAt,
            LocalDate validFrom,
            LocalDate validTo,
            String enteredBy,
            Instant enteredAt) {

        Cursor cursor() {
            return new Cursor(enteredAt, id);
        }
    }

    private record Row(
            UUID id,
            UUID organisation,
            String monitor,
            String languages,
            @Nullable String conflictOfInterest,
            @Nullable Instant declaredAt,
            LocalDate validFrom,
            LocalDate validTo,
            String enteredBy,
            Instant enteredAt) {

        Monitor monitorOf() {
            return new Monitor(
                    id,
                    organisation,
                    monitor,
                    List.of(languages.split(" ")),
                    conflictOfInterest,
                    declaredAt,
                    validFrom,
                    validTo,
                    enteredBy,
                    enteredAt);
        }
    }

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Accreditations(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** Accredits a monitor for one's own organisation. */
    @Transactional
    public Receipt accredit(Actor actor, Accredit command) {
        Access.requireFor(actor, Verb.KEEP_MONITORS, command.organisation());
        Sha256 content = command.content();
        Accreditation known = session.get(Accreditation.class, command.id());
        if (known != null) {
            return Given.again(ACCREDITED, known.id, content, known.contentSha256, known.enteredAt);
        }
        Instant now = clock.instant();
        session.insert(new Accreditation(command, content, actor.name(), now));
        return journal.record(actor, new Journal.Statement(ACCREDITED, command.id(), command.id(), null, content, now));
    }

    /** Says that an accreditation lasts until this day and no longer; one that was wrong ends on the day it began. */
    @Transactional
    public Receipt end(Actor actor, UUID id, LocalDate lastDay) {
        Access.require(actor, Verb.KEEP_MONITORS);
        Given.present("/lastDay", lastDay);
        Given.plausible("/lastDay", lastDay);
        Accreditation known = session.get(Accreditation.class, id);
        if (known == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such accreditation.");
        }
        Access.requireFor(actor, Verb.KEEP_MONITORS, known.organisationId);
        if (lastDay.isAfter(known.validTo)) {
            throw Refused.at(
                    "/lastDay",
                    Code.WRONG_STATE,
                    "This accreditation ends on " + known.validTo + ". To prolong it, enter a new one.");
        }
        if (lastDay.isBefore(known.validFrom)) {
            throw Refused.at("/lastDay", Code.DATES_REVERSED, "This accreditation began on " + known.validFrom + ".");
        }
        session.createNativeMutationQuery(END)
                .setParameter("id", id)
                .setParameter("day", lastDay)
                .executeUpdate();
        Sha256 content = new Fingerprint().add(ENDED).add(id).add(lastDay).done();
        return journal.record(actor, new Journal.Statement(ENDED, id, id, null, content, clock.instant()));
    }

    /** The accreditations of one's own organisation, latest first; ended ones too. */
    @Transactional
    public List<Monitor> list(Actor actor, Cursor after, int most) {
        Access.require(actor, Verb.KEEP_MONITORS);
        return session
                .createNativeQuery(LIST, Row.class)
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList()
                .stream()
                .map(Row::monitorOf)
                .toList();
    }
}
