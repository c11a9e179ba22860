package org.aidwitness.verification;

import static org.aidwitness.kernel.Lists.where;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.aidwitness.kernel.Period;
import org.aidwitness.verification.CaseRows.RelationRow;
import org.jspecify.annotations.Nullable;

/** Who belongs together: one step or two. */
final class Relations {

    private static final String CONTRACTS = "CONTRACTS";

    private record Tie(UUID other, String name, String otherName, Period period, boolean contract) {}

    private final Map<UUID, List<Tie>> ties = new HashMap<>();

    Relations(List<RelationRow> rows) {
        for (RelationRow row : rows) {
            Period period = new Period(row.validFrom(), row.validTo());
            boolean contract = row.kind().equals(CONTRACTS);
            put(row.from(), new Tie(row.to(), row.fromName(), row.toName(), period, contract));
            put(row.to(), new Tie(row.from(), row.toName(), row.fromName(), period, contract));
        }
    }

    private void put(UUID organisation, Tie tie) {
        ties.computeIfAbsent(organisation, key -> new ArrayList<>()).add(tie);
    }

    /**
     * The shortest path along ownership, groups and kin that held on that day, as names joined by dashes; null where there
     * is none. Who only works for somebody does not belong to them.
     */
    @Nullable String path(UUID one, UUID other, LocalDate day) {
        return path(one, other, day, tie -> !tie.contract);
    }

    /**
     * What ties a monitor's organisation to a party on that day: contracts too; null where nothing does within
     * {@code depth} steps.
     */
    @Nullable String tie(UUID organisation, Collection<UUID> parties, LocalDate day, int depth) {
        for (UUID party : parties) {
            @Nullable String path = path(organisation, party, day, tie -> true);
            if (path != null && (depth > 1 || isDirect(organisation, party, day))) {
                return path;
            }
        }
        return null;
    }

    private boolean isDirect(UUID one, UUID other, LocalDate day) {
        return on(one, day, tie -> true).stream().anyMatch(tie -> tie.other.equals(other));
    }

    private @Nullable String path(UUID one, UUID other, LocalDate day, Predicate<Tie> counts) {
        List<Tie> steps = on(one, day, counts);
        for (Tie step : steps) {
            if (step.other.equals(other)) {
                return step.name + " – " + step.otherName;
            }
        }
        for (Tie step : steps) {
            for (Tie second : on(step.other, day, counts)) {
                if (second.other.equals(other)) {
                    return step.name + " – " + step.otherName + " – " + second.otherName;
                }
            }
        }
        return null;
    }

    private List<Tie> on(UUID organisation, LocalDate day, Predicate<Tie> counts) {
        return where(ties.getOrDefault(organisation, List.of()), tie -> counts.test(tie) && tie.period.contains(day));
    }
}
