package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.dashboard.Evidence.Attestation;
import org.aidwitness.dashboard.Evidence.Declaration;
import org.aidwitness.explanation.PlainWords;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a delivery's timeline.
 *
 * @param statement its id, where somebody said it or saw it; other lines on the page point to it
 * @param voice who is behind it: someone with a stake, someone independent, or this system
 * @param precision INSTANT, DAY, or NOT_AFTER (it happened then or before)
 * @param marks short facts that stand below the text
 */
record Moment(
        @Nullable UUID statement,
        Instant at,
        String precision,
        Voice voice,
        String title,
        String text,
        String who,
        List<String> marks,
        boolean corrected) {

    enum Voice {
        SAID,
        SEEN,
        RECORDED
    }

    Moment {
        marks = List.copyOf(marks);
    }

    public boolean seen() {
        return voice == Voice.SEEN;
    }

    public boolean recorded() {
        return voice == Voice.RECORDED;
    }

    public boolean hasTime() {
        return precision.equals("INSTANT");
    }

    /** What happened, in the order it happened; of one instant, words come before eyes, and both before the system. */
    static List<Moment> of(Evidence evidence, Messages say) {
        List<Moment> moments = new ArrayList<>();
        moments.add(recorded(evidence.waybill().acceptedAt(), say.registered(), "", say.theRegister(), List.of()));
        evidence.clearances()
                .forEach(it -> moments.add(recorded(
                        it.at(),
                        say.gateSaid(say.clearance(it.outcome())),
                        it.reasons().stream().map(AccessTable.Reason::told).reduce("", Moment::joined),
                        say.theGate(),
                        List.of(say.policy(it.policyVersion())))));
        evidence.declarations().forEach(it -> moments.add(said(it, say)));
        for (Attestation attestation : evidence.attestations()) {
            moments.add(seen(attestation, say));
            evidence.reviews().stream()
                    .filter(review -> review.attestation().equals(attestation.id()))
                    .forEach(review -> moments.add(
                            recorded(review.at(), say.reviewed(review.accepted()), "", say.secondPerson(), List.of())));
        }
        evidence.flags()
                .forEach(it -> moments.add(recorded(
                        it.at(),
                        say.flagRaised(it.rule(), say.rule(it.rule())),
                        say.flagStands(say.severity(it.severity()), say.flagState(it.state())),
                        say.theRules(),
                        List.of(say.policy(it.policyVersion())))));
        moments.sort(Comparator.comparing(Moment::at).thenComparing(Moment::voice));
        return List.copyOf(moments);
    }

    private static Moment recorded(Instant at, String title, String text, String who, List<String> marks) {
        return new Moment(null, at, "INSTANT", Voice.RECORDED, title, text, who, marks, false);
    }

    private static Moment said(Declaration it, Messages say) {
        String what = it.receipt() == null ? say.declared(it.kind()) : say.receipt(it.receipt());
        String place = it.place();
        String amounts = amounts(it, say);
        String title = place == null ? what : say.atPlace(what, place);
        List<String> text = new ArrayList<>();
        addCorrection(text, it.corrected(), it.corrects(), say);
        if (it.seals().length > 0) {
            text.add(say.seals(String.join(", ", it.seals())));
        }
        if (it.reasons() != null) {
            text.add(say.reasons(PlainWords.of(it.reasons())));
        }
        if (it.people() != null) {
            text.add(say.people(Figures.count(it.people())));
        }
        if (it.clearance() != null) {
            text.add(say.clearedBy(Wording.lower(say.clearance(it.clearance()))));
        }
        return new Moment(
                it.id(),
                it.happenedAt(),
                it.precision(),
                Voice.SAID,
                amounts.isEmpty() ? title : say.withAmounts(title, amounts),
                String.join(" ", text),
                it.organisation(),
                marks(it.imported(), it.note(), 0, it.fingerprint(), say),
                it.corrected());
    }

    private static Moment seen(Attestation it, Messages say) {
        String amounts = it.saw() ? amount(it.packages(), it.kg(), say) : "";
        List<String> text = new ArrayList<>();
        addCorrection(text, it.corrected(), it.corrects(), say);
        if (!it.independent()) {
            String path = it.independencePath();
            text.add(path == null ? say.dependentPlain() : say.dependent(path));
        }
        if (it.metresAway() != null) {
            text.add(say.distance(Wording.metres(it.metresAway())));
        }
        if (it.noticeHours() != null) {
            text.add(say.notice(it.noticeHours()));
        }
        if (it.escorted() != null) {
            text.add(it.escorted() ? say.escorted() : say.unescorted());
        }
        if (it.privateInterviews() != null && it.privateInterviews() > 0) {
            text.add(say.conversations(it.privateInterviews()));
        }
        String title = say.atPlace(say.verdict(it.verdict()), it.place());
        return new Moment(
                it.id(),
                it.happenedAt(),
                "INSTANT",
                it.independent() ? Voice.SEEN : Voice.SAID,
                amounts.isEmpty() ? title : say.withAmounts(title, amounts),
                String.join(" ", text),
                say.monitorOf(it.monitor(), it.organisation()),
                marks(it.imported(), it.note(), it.evidenceFiles(), it.fingerprint(), say),
                it.corrected());
    }

    private static void addCorrection(List<String> text, boolean corrected, @Nullable String corrects, Messages say) {
        if (corrected) {
            text.add(say.corrected());
        }
        if (corrects != null) {
            text.add(say.corrects(corrects));
        }
    }

    private static List<String> marks(boolean imported, boolean note, long files, byte[] fingerprint, Messages say) {
        List<String> marks = new ArrayList<>();
        if (imported) {
            marks.add(say.imported());
        }
        if (files > 0) {
            marks.add(say.evidenceWithheld(files));
        }
        if (note) {
            marks.add(say.noteWithheld());
        }
        marks.add(say.fingerprint(Wording.shortHash(fingerprint)));
        return marks;
    }

    private static String amounts(Declaration it, Messages say) {
        List<String> amounts = new ArrayList<>();
        String good = amount(it.goodPackages(), it.goodKg(), say);
        if (!good.isEmpty()) {
            amounts.add(it.kind().equals("RECEIVED") ? say.good(good) : good);
        }
        String damaged = amount(positive(it.damagedPackages()), positive(it.damagedKg()), say);
        if (!damaged.isEmpty()) {
            amounts.add(say.damaged(damaged));
        }
        String missing = amount(positive(it.missingPackages()), positive(it.missingKg()), say);
        if (!missing.isEmpty()) {
            amounts.add(say.missing(missing));
        }
        String surplus = amount(positive(it.surplusPackages()), null, say);
        if (!surplus.isEmpty()) {
            amounts.add(say.surplus(surplus));
        }
        return String.join(", ", amounts);
    }

    private static @Nullable Long positive(@Nullable Long packages) {
        return packages == null || packages == 0 ? null : packages;
    }

    private static @Nullable BigDecimal positive(@Nullable BigDecimal kg) {
        return kg == null || kg.signum() == 0 ? null : kg;
    }

    /** "500 packages, 25 MT", or the one that is known, or nothing. */
    static String amount(@Nullable Long packages, @Nullable BigDecimal kg, Messages say) {
        String counted = packages == null ? "" : say.packagesCounted(packages, Figures.count(packages));
        return joined(counted, kg == null ? "" : Figures.exactly(kg));
    }

    private static String joined(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return one + ", " + other;
    }
}
