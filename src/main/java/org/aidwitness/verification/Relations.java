package org.aidwitness.verification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Period;
import org.aidwitness.verification.CaseRows.RelationRow;
import org.jspecify.annotations.Nullable;

/** Who belongs together: one step or two along ownership, groups and kin. */
final class Relations {

    private record Tie(UUID other, String name, String otherName, Period period) {}

    private final Map<UUID, List<Tie>> ties = new HashMap<>();

    Relations(List<RelationRow> rows) {
        for (RelationRow row : rows) {
            Period period = new Period(row.validFrom(), row.validTo());
            put(row.from(), new Tie(row.to(), row.fromName(), row.toName(), period));
            put(row.to(), new Tie(row.from(), row.toName(), row.fromName(), period));
        }
    }

    private void put(UUID organisation, Tie tie) {
        ties.computeIfAbsent(organisation, key -> new ArrayList<>()).add(tie);
    }

    /** The shortest path that held on that day, as names joined by dashes; null where there is none. */
    @Nullable String path(UUID one, UUID other, LocalDate day) {
        List<Tie> steps = on(one, day);
        for (Tie step : steps) {
            if (step.other.equals(other)) {
                return step.name + " – " + step.otherName;
            }
        }
        for (Tie step : steps) {
            for (Tie second : on(step.other, day)) {
                if (second.other.equals(other)) {
                    return step.name + " – " + step.otherName + " – " + second.otherName;
                }
            }
        }
        return null;
    }

    private List<Tie> on(UUID organisation, LocalDate day) {
        return ties.getOrDefault(organisation, List.of()).stream()
                .filter(tie -> tie.period.contains(day))
                .toList();
    }
}
