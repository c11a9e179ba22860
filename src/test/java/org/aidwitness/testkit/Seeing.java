package org.aidwitness.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.Method;
import org.aidwitness.verification.rule.Review;
import org.aidwitness.verification.rule.Verdict;
import org.jspecify.annotations.Nullable;

/** One attestation in the making. */
public final class Seeing {
    private final UUID id;
    private boolean independent = true;
    private Method method = Method.COUNT;
    private Verdict verdict = Verdict.CONFIRMED;
    private @Nullable Integer noticeHours = 24;
    private boolean escorted;
    private @Nullable GeoPoint point = Cases.VILLAGE.point();
    private Instant happenedAt = Cases.DUE.plus(Duration.ofDays(1));
    private @Nullable Instant deviceAt;
    private @Nullable Instant acceptedAt;
    private boolean tieFoundLater;
    private boolean imported;
    private Review review = Review.ACCEPTED;
    private @Nullable String reviewer = "reviewer";
    private @Nullable Long packages = 500L;
    private @Nullable Kilograms weight;
    private @Nullable Double accuracyMetres;
    private UnaryOperator<Tracing> trace = it -> it;

    Seeing(UUID id) {
        this.id = id;
    }

    public Seeing dependent() {
        independent = false;
        return this;
    }

    public Seeing method(Method other) {
        method = other;
        return this;
    }

    public Seeing verdict(Verdict other) {
        verdict = other;
        return this;
    }

    public Seeing noticeHours(@Nullable Integer hours) {
        noticeHours = hours;
        return this;
    }

    public Seeing escorted() {
        escorted = true;
        return this;
    }

    public Seeing point(@Nullable GeoPoint at) {
        point = at;
        return this;
    }

    public Seeing happenedAt(Instant at) {
        happenedAt = at;
        return this;
    }

    public Seeing deviceAt(Instant at) {
        deviceAt = at;
        return this;
    }

    public Seeing acceptedAt(Instant at) {
        acceptedAt = at;
        return this;
    }

    /** Counted as independent when they spoke; a relation that was entered later says otherwise. */
    public Seeing tiedAfterAll() {
        independent = false;
        tieFoundLater = true;
        return this;
    }

    public Seeing imported() {
        imported = true;
        return this;
    }

    public Seeing review(Review other, @Nullable String by) {
        review = other;
        reviewer = by;
        return this;
    }

    public Seeing counted(@Nullable Long bags) {
        packages = bags;
        return this;
    }

    public Seeing weighed(@Nullable Kilograms other) {
        weight = other;
        return this;
    }

    public Seeing accuracy(@Nullable Double metres) {
        accuracyMetres = metres;
        return this;
    }

    /** What else is known of the visit. */
    public Seeing trace(UnaryOperator<Tracing> change) {
        trace = change;
        return this;
    }

    Attestation attestation() {
        Instant accepted = acceptedAt == null ? happenedAt : acceptedAt;
        return new Attestation(
                id,
                Cases.id(300),
                independent,
                independent ? null : "contracts",
                tieFoundLater,
                "M-07",
                method,
                verdict,
                noticeHours,
                escorted,
                0,
                point,
                accuracyMetres,
                happenedAt,
                deviceAt,
                accepted,
                imported,
                review,
                reviewer,
                packages,
                weight,
                trace.apply(new Tracing(imported ? null : accepted)).trace());
    }
}
