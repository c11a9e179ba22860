package org.aidwitness.exchange.table;

import java.util.List;
import java.util.Locale;
import org.aidwitness.exchange.table.Fields.Number;
import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.exchange.table.Fields.Time;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/** The part of a mapping that makes declarations and attestations of a row. */
final class StatementMapper {

    private final Fields fields;
    private final RowMapper rows;

    StatementMapper(Fields fields, RowMapper rows) {
        this.fields = fields;
        this.rows = rows;
    }

    Declaring declaring(Mapping.Declaration from) {
        return new Declaring(from);
    }

    Attesting attesting(Mapping.Attestation from) {
        return new Attesting(from);
    }

    private @Nullable PlaceMapper place(Mapping.@Nullable Place place) {
        return place == null ? null : rows.place(place);
    }

    private Measuring measuring(Mapping.@Nullable Measure from, String name) {
        if (from == null) {
            return new Measuring(null, null, false);
        }
        Number packages = fields.number(from.packages());
        Number kg = fields.number(from.kg());
        rows.note("/lines/" + name + "Packages", packages == null ? null : packages.column());
        return new Measuring(packages, kg, Boolean.TRUE.equals(from.sameAsLine()));
    }

    private static @Nullable String text(@Nullable Text field, Reading reading) {
        return field == null ? null : field.read(reading);
    }

    private static @Nullable Long whole(@Nullable Number field, Reading reading) {
        return field == null ? null : field.whole(reading);
    }

    private record Measuring(
            @Nullable Number packages, @Nullable Number kg, boolean sameAsLine) {

        Draft.Measure read(Reading reading, Draft.@Nullable Line line) {
            if (sameAsLine) {
                return line == null ? Draft.Measure.NONE : new Draft.Measure(line.packages(), line.netKg());
            }
            if (packages == null && kg == null) {
                return Draft.Measure.NONE;
            }
            return new Draft.Measure(whole(packages, reading), kg == null ? null : kg.kilograms(reading));
        }
    }

    /** One declaration's fields. */
    final class Declaring {

        private final @Nullable Text key;
        private final Text kind;
        private final PartyMapper organisation;
        private final Text signedBy;
        private final @Nullable PlaceMapper site;
        private final Time happenedAt;
        private final @Nullable Time notedAt;
        private final @Nullable Text receipt;
        private final Measuring good;
        private final Measuring damaged;
        private final Measuring missing;
        private final Measuring surplus;
        private final @Nullable Text reason;
        private final @Nullable Text seals;
        private final @Nullable Number households;
        private final @Nullable Number people;
        private final @Nullable Number rationGramsPerDay;
        private final @Nullable Number rationDays;
        private final @Nullable Text note;
        private final boolean optional;

        private Declaring(Mapping.Declaration from) {
            this.key = fields.text(from.key());
            this.kind = fields.needed(from.kind());
            this.organisation = rows.party(from.organisation());
            this.signedBy = fields.needed(from.signedBy());
            this.site = place(from.site());
            this.happenedAt = fields.neededTime(from.happenedAt());
            this.notedAt = fields.time(from.notedAt());
            this.receipt = fields.text(from.receipt());
            this.good = measuring(from.good(), "good");
            this.damaged = measuring(from.damaged(), "damaged");
            this.missing = measuring(from.missing(), "missing");
            this.surplus = measuring(from.surplus(), "surplus");
            this.reason = fields.text(from.reason());
            this.seals = fields.text(from.seals());
            this.households = fields.number(from.households());
            this.people = fields.number(from.people());
            this.rationGramsPerDay = fields.number(from.rationGramsPerDay());
            this.rationDays = fields.number(from.rationDays());
            this.note = fields.text(from.note());
            this.optional = Boolean.TRUE.equals(from.optional());
            rows.note("/happenedAt", happenedAt.column());
            rows.note("/notedAt", notedAt == null ? null : notedAt.column());
            rows.note("/receipt", receipt == null ? null : receipt.column());
            rows.note("/site", site == null ? null : site.column());
            rows.note("/signedBy", signedBy.column());
            rows.note("/note", note == null ? null : note.column());
        }

        Draft.@Nullable Declaration read(Reading reading, Draft.@Nullable Line line) {
            if (optional && happenedAt.date().expand(reading.row, happenedAt.unknown()) == null) {
                return null;
            }
            Declare.Kind is = kind.one(reading, Declare.Kind.class);
            if (is == null) {
                kind.need(reading);
                return null;
            }
            String named = text(key, reading);
            return new Draft.Declaration(
                    named == null ? is.name() : named,
                    is,
                    organisation.need(reading),
                    signedBy.need(reading),
                    site == null ? null : site.read(reading),
                    happenedAt.need(reading),
                    notedAt == null ? null : notedAt.read(reading),
                    receipt == null ? null : receipt.one(reading, Declare.ReceiptOutcome.class),
                    good.read(reading, line),
                    damaged.read(reading, line),
                    missing.read(reading, line),
                    surplus.read(reading, line),
                    reason == null ? null : reason.one(reading, LossReason.class),
                    List.copyOf(Fields.split(text(seals, reading))),
                    whole(households, reading),
                    whole(people, reading),
                    whole(rationGramsPerDay, reading),
                    whole(rationDays, reading),
                    text(note, reading));
        }
    }

    /** The attestation's fields. */
    final class Attesting {

        private final Text key;
        private final PartyMapper organisation;
        private final Text monitor;
        private final PlaceMapper site;
        private final Text method;
        private final Text verdict;
        private final Time happenedAt;
        private final @Nullable Number noticeHours;
        private final @Nullable Text escorted;
        private final @Nullable Number privateInterviews;
        private final Measuring seen;
        private final @Nullable Text note;

        private Attesting(Mapping.Attestation from) {
            this.key = fields.needed(from.key());
            this.organisation = rows.party(from.organisation());
            this.monitor = fields.needed(from.monitor());
            this.site = rows.place(from.site());
            this.method = fields.needed(from.method());
            this.verdict = fields.needed(from.verdict());
            this.happenedAt = fields.neededTime(from.happenedAt());
            this.noticeHours = fields.number(from.noticeHours());
            this.escorted = fields.text(from.escorted());
            this.privateInterviews = fields.number(from.privateInterviews());
            this.seen = measuring(from.seen(), "seen");
            this.note = fields.text(from.note());
            rows.note("/method", method.column());
            rows.note("/verdict", verdict.column());
            rows.note("/happenedAt", happenedAt.column());
        }

        Draft.Attestation read(Reading reading) {
            return new Draft.Attestation(
                    key.need(reading),
                    organisation.need(reading),
                    monitor.need(reading),
                    site.need(reading),
                    method.need(reading).toUpperCase(Locale.ROOT),
                    verdict.need(reading).toUpperCase(Locale.ROOT),
                    happenedAt.need(reading),
                    whole(noticeHours, reading),
                    escorted == null ? null : escorted.yesOrNo(reading),
                    whole(privateInterviews, reading),
                    seen.read(reading, null),
                    text(note, reading));
        }
    }
}
