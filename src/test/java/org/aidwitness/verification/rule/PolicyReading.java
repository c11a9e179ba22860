package org.aidwitness.verification.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;

/**
 * Which numbers of a policy a rule reads: found in its compiled code, by following every call from its methods through
 * the classes of this room. What other rooms have worked out under a policy before a rule sees it is written down below,
 * by the part of the case that carries it.
 */
final class PolicyReading {

    /** Part of a case, and the numbers under which it came about. */
    private static final Map<String, Set<String>> CARRIED = Map.ofEntries(
            Map.entry("DeliveryCase$Attestation.independent", Set.of("independenceDepth")),
            Map.entry("DeliveryCase$Attestation.tieFoundLater", Set.of("independenceDepth")),
            Map.entry("Promise.independent", Set.of("independenceDepth")),
            // Which promises were broken is known once late reports have had their days.
            Map.entry("Promise.leftAlone", Set.of("backdatedDays")),
            Map.entry("OverrideUse.most", Set.of("gate.overridesPerQuarter")),
            Map.entry("OverrideUse.expiresAt", Set.of("gate.overrideDays")),
            Map.entry("ProgrammeCase.monitors", Set.of("peers.windowDays")),
            Map.entry("ProgrammeCase$Monitor.weekFindings", Set.of("attestedMediumBp")),
            Map.entry("ProgrammeCase.gaps", Set.of("peers.windowDays", "attestedMediumBp")),
            Map.entry("ProgrammeCase.sites", Set.of("peers.windowDays", "peers.siteVisits")),
            Map.entry("ProgrammeCase$Site.announced", Set.of("unannouncedHours")),
            Map.entry("ProgrammeCase.parties", Set.of("peers.windowDays")),
            Map.entry("ProgrammeCase.draws", Set.of("peers.windowDays", "peers.drawGraceHours")),
            Map.entry(
                    "ProgrammeCase.cells",
                    Set.of(
                            "peers.windowDays",
                            "awaitingDays",
                            "accessWindowDays",
                            "coverage.highBp",
                            "coverage.mediumBp",
                            "coverage.lowBp")),
            // Of all trials of a week those are picked that are no chance.
            Map.entry("Trial.<init>", Set.of("peers.falseDiscoveryBp")));

    private static final String ROOM = Rule.class.getPackageName();

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(ROOM);

    /** Class of a policy or of its part, and what its numbers' names begin with. */
    private static final Map<String, String> PARTS = parts();

    private PolicyReading() {}

    /** Every number that a policy holds, by its way from the policy; without the version. */
    static SortedSet<String> all() {
        SortedSet<String> names = new TreeSet<>();
        for (RecordComponent component : Policy.class.getRecordComponents()) {
            if (component.getType().isRecord()) {
                Stream.of(component.getType().getRecordComponents())
                        .forEach(number -> names.add(component.getName() + "." + number.getName()));
            } else {
                names.add(component.getName());
            }
        }
        names.remove("version");
        return names;
    }

    static SortedSet<String> of(Class<?> rule) {
        SortedSet<String> read = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>();
        CLASSES.that(within(rule)).forEach(own -> next.addAll(own.getMethods()));
        while (!next.isEmpty()) {
            JavaCodeUnit method = next.remove();
            if (seen.add(method.getFullName())) {
                read.addAll(CARRIED.getOrDefault(name(method.getOwner().getName(), method.getName()), Set.of()));
                accesses(method).forEach(access -> follow(access, read, next));
            }
        }
        return read;
    }

    private static Stream<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit method) {
        return Stream.of(
                        method.getMethodCallsFromSelf(),
                        method.getMethodReferencesFromSelf(),
                        method.getConstructorCallsFromSelf(),
                        method.getConstructorReferencesFromSelf())
                .flatMap(Set::stream);
    }

    private static void follow(JavaCodeUnitAccess<?> access, Set<String> read, Deque<JavaCodeUnit> next) {
        String owner = access.getTargetOwner().getName();
        String part = PARTS.get(owner);
        if (part != null && all().contains(part + access.getTarget().getName())) {
            read.add(part + access.getTarget().getName());
        } else if (owner.startsWith(ROOM)) {
            access.getTarget()
                    .resolveMember()
                    .filter(it -> it.getOwner().getName().startsWith(ROOM))
                    .ifPresent(it -> next.add((JavaCodeUnit) it));
        }
    }

    private static String name(String owner, String method) {
        return owner.substring(ROOM.length() + 1) + "." + method;
    }

    private static DescribedPredicate<JavaClass> within(Class<?> rule) {
        return DescribedPredicate.describe(
                rule.getSimpleName(),
                it -> it.getName().equals(rule.getName()) || it.getName().startsWith(rule.getName() + "$"));
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>(Map.of(Policy.class.getName(), ""));
        for (RecordComponent component : Policy.class.getRecordComponents()) {
            if (component.getType().isRecord()) {
                parts.put(component.getType().getName(), component.getName() + ".");
            }
        }
        return parts;
    }
}
