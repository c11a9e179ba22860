package org.aidwitness.verification.rule;

import static org.aidwitness.verification.rule.CaseBounds.inOrder;
import static org.aidwitness.verification.rule.CaseBounds.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a case knows of its goods and of the people they are for, beyond who moved how much. Part of a
 * {@link DeliveryCase}; put in order, so that no verdict depends on arrival.
 *
 * @param toPeople whether the destination is where goods are handed to people: a final distribution point
 * @param seals that the waybill lists; a dispatch without seals left with these
 * @param packs what is known of the packages of each line
 * @param weighings packages that monitors put on a scale
 * @param handouts what the delivery's own distributions say of people
 * @param earlier the last distributions of other deliveries at the destination, in the same programme
 * @param plans of distributions at the destination, in the same programme: the next from the day of the arrival on, the
 *     last before it unless the next is within the policy's days for recipients, and of both kinds those that name people
 *     where nobody knows how many live there; none where not to people
 */
public record Goods(
        boolean toPeople,
        List<String> seals,
        List<Pack> packs,
        List<Weighing> weighings,
        List<Handout> handouts,
        List<Earlier> earlier,
        List<Plan> plans) {

    public static final Goods NONE = new Goods(false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Earlier distributions that a case looks back at. */
    public static final int MOST_EARLIER = 50;

    public static final int MOST_PLANS = 100;

    public Goods {
        seals = List.copyOf(seals);
        packs = inOrder(packs, Comparator.comparing(Pack::line));
        weighings = inOrder(weighings, Comparator.comparing(Weighing::line).thenComparing(Weighing::attestation));
        handouts = inOrder(handouts, Comparator.comparing(Handout::declaration));
        earlier = inOrder(earlier, Comparator.comparing(Earlier::happenedAt).thenComparing(Earlier::declaration));
        plans = inOrder(plans, Comparator.comparing(Plan::plannedOn).thenComparing(Plan::id));
        require(packs.size() <= DeliveryCase.MOST_LINES, "packs");
        require(weighings.size() <= DeliveryCase.MOST_LINES * 10, "weighings");
        require(handouts.size() <= DeliveryCase.MOST_STATEMENTS, "handouts");
        require(earlier.size() <= MOST_EARLIER, "earlier");
        require(plans.size() <= MOST_PLANS, "plans");
    }

    /** What that distribution says of people; empty where it says nothing. */
    Optional<Handout> handout(UUID declaration) {
        return handouts.stream()
                .filter(handout -> handout.declaration.equals(declaration))
                .findFirst();
    }

    /**
     * The packages of one line.
     *
     * @param kgPerPackage as written on them
     */
    public record Pack(
            UUID line,
            @Nullable BigDecimal kgPerPackage,
            @Nullable LocalDate bestBefore) {
        public Pack {
            require(kgPerPackage == null || kgPerPackage.signum() > 0, "kgPerPackage");
        }
    }

    /** So many packages of a line, weighed by a monitor, weighed so much together. */
    public record Weighing(UUID attestation, UUID line, long packages, long grams) {
        public Weighing {
            require(packages >= 1 && packages <= DeliveryCase.MOST_PACKAGES, "weighed packages");
            require(grams > 0 && grams <= DeliveryCase.MOST_GRAMS, "weighed grams");
        }
    }

    /** Whom a distribution reached, and for how long; what is null is unknown. */
    public record Handout(
            UUID declaration,
            @Nullable Integer people,
            @Nullable Integer rationGramsPerDay,
            @Nullable Integer rationDays) {
        public Handout {
            require(people == null || people >= 0, "people");
            require(rationGramsPerDay == null || rationGramsPerDay >= 1, "rationGramsPerDay");
            require(rationDays == null || rationDays >= 1, "rationDays");
        }
    }

    /** A distribution of another delivery. */
    public record Earlier(UUID declaration, Instant happenedAt, int people) {
        public Earlier {
            require(people >= 0, "people");
        }
    }

    /**
     * A distribution to be.
     *
     * @param people null where the plan does not say
     */
    public record Plan(
            UUID id, LocalDate plannedOn, @Nullable Integer people) {
        public Plan {
            require(people == null || people >= 0, "people");
        }
    }
}
