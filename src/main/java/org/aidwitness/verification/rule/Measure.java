package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.any;
import static org.aidwitness.kernel.Lists.each;

import java.util.List;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;

/** The two ways amounts are told. Weights come first; packages speak where a weight is unknown. */
enum Measure {
    GRAMS {
        @Override
        @Nullable Long onWaybill(Line line) {
            return grams(line.netKg());
        }

        @Override
        @Nullable Long good(DeclaredLine line) {
            return grams(line.goodKg());
        }

        @Override
        @Nullable Long damaged(DeclaredLine line) {
            return grams(line.damagedKg());
        }

        @Override
        @Nullable Long missing(DeclaredLine line) {
            return grams(line.missingKg());
        }

        @Override
        @Nullable Long surplus(DeclaredLine line) {
            return grams(line.surplusKg());
        }

        /** Where a weight stands on another line, only the sum of all lines can be compared. */
        @Override
        List<List<Line>> comparable(List<Line> lines) {
            return any(lines, Line::kgIncludedElsewhere) ? List.of(lines) : apart(lines);
        }
    },
    PACKAGES {
        @Override
        @Nullable Long onWaybill(Line line) {
            return line.packages();
        }

        @Override
        @Nullable Long good(DeclaredLine line) {
            return line.goodPackages();
        }

        @Override
        @Nullable Long damaged(DeclaredLine line) {
            return line.damagedPackages();
        }

        @Override
        @Nullable Long missing(DeclaredLine line) {
            return line.missingPackages();
        }

        @Override
        @Nullable Long surplus(DeclaredLine line) {
            return line.surplusPackages();
        }

        @Override
        List<List<Line>> comparable(List<Line> lines) {
            return apart(lines);
        }
    };

    abstract @Nullable Long onWaybill(Line line);

    abstract @Nullable Long good(DeclaredLine line);

    abstract @Nullable Long damaged(DeclaredLine line);

    abstract @Nullable Long missing(DeclaredLine line);

    abstract @Nullable Long surplus(DeclaredLine line);

    /** The smallest groups of lines whose amounts can be compared. */
    abstract List<List<Line>> comparable(List<Line> lines);

    /** Good, damaged and missing together; null if none of them is known. */
    final @Nullable Long anyOf(DeclaredLine line) {
        Long good = good(line);
        Long bad = bad(line);
        if (good == null) {
            return bad;
        }
        return bad == null ? good : Long.valueOf(good + bad);
    }

    /** Damaged and missing together; null if neither is known. */
    final @Nullable Long bad(DeclaredLine line) {
        Long damaged = damaged(line);
        Long missing = missing(line);
        if (damaged == null) {
            return missing;
        }
        return missing == null ? damaged : Long.valueOf(damaged + missing);
    }

    private static @Nullable Long grams(@Nullable Kilograms weight) {
        return weight == null ? null : Long.valueOf(weight.grams());
    }

    private static List<List<Line>> apart(List<Line> lines) {
        return each(lines, List::of);
    }
}
