package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All rules, in the order of their ids: those that are asked of each delivery, and those that are asked of a programme. */
public final class RuleBook {

    private static final List<Rule> RULES = List.of(
            new UnverifiedOverdue(),
            new DispatchWithoutMonitoring(),
            new CommitmentBreach(),
            new AccessDenied(),
            new ExcessNotice(),
            new EscortedWithoutInterview(),
            new LanguageGap(),
            new ShortReceipt(),
            new SurplusReceipt(),
            new ReasonMissing(),
            new ReceiptVersusAttestation(),
            new MassBalance(),
            new DistributionRatio(),
            new ImplausibleBeneficiaries(),
            new NoRecipients(),
            new PlaceDeviation(),
            new ImpossibleTravel(),
            new TimeOrder(),
            new GpsSuspect(),
            new EvidenceReuse(),
            new LateReport(),
            new OverdueInTransit(),
            new SealChanged(),
            new SamePartyBothEnds(),
            new MonitorNotIndependent(),
            new MonitorRoutine(),
            new ExpiryRisk(),
            new UnderweightPackages(),
            new FlagLeftOpen(),
            new OverrideAbuse());

    private static final List<ProgrammeRule> OF_PROGRAMMES = List.of(
            new NoticeHabit(),
            new EscortHabit(),
            new RePerformanceGap(),
            new CoverageShortfall(),
            new DrawTampered(),
            new Concentration(),
            new MarketSighting(),
            new ComplaintCluster(),
            new PdmRationGap(),
            new PostDistributionTax(),
            new LogIntegrity());

    private static final List<StatisticalRule> STATISTICS = List.of(new MonitorZeroException(), new ComplaintSurge());

    private static final List<Entry> ENTRIES = entriesOf(Stream.concat(
            RULES.stream().map(rule -> new Half(rule.about(), Set.of(Subject.Kind.DELIVERY))),
            subjectRules().map(rule -> new Half(rule.about(), rule.subjects()))));

    /**
     * A rule as it is shown. One id may have two halves: one looks at each delivery, the other at what many of them add up
     * to. They share the name and raise flags of their own.
     */
    public record Entry(String id, String name, List<Question> questions) {}

    /** One half of a rule; the components are those of {@link Rule.About}. */
    public record Question(
            SortedSet<Subject.Kind> looksAt,
            int version,
            String question,
            String source,
            String severities,
            List<Parameter> parameters) {}

    private record Half(Rule.About about, Set<Subject.Kind> subjects) {

        Question question() {
            return new Question(
                    Collections.unmodifiableSortedSet(new TreeSet<>(subjects)),
                    about.version(),
                    about.question(),
                    about.source(),
                    about.severities(),
                    about.parameters());
        }
    }

    private RuleBook() {}

    private static List<Entry> entriesOf(Stream<Half> all) {
        TreeMap<String, List<Half>> byId =
                all.collect(groupingBy(half -> half.about().id(), TreeMap::new, toList()));
        return byId.entrySet().stream()
                .map(rule -> new Entry(
                        rule.getKey(),
                        rule.getValue().get(0).about().name(),
                        rule.getValue().stream().map(Half::question).toList()))
                .toList();
    }

    /** Every rule, in the order of the ids. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** Whether a rule of this id is asked of programmes. */
    public static boolean asksOfProgrammes(String id) {
        return subjectRules().anyMatch(rule -> rule.about().id().equals(id));
    }

    static Stream<SubjectRule> subjectRules() {
        return Stream.concat(OF_PROGRAMMES.stream(), STATISTICS.stream());
    }

    /** Every finding about the programme, in the order of the rules' ids; of the statistical ones what is no chance. */
    public static List<SubjectFinding> judge(ProgrammeCase programme) {
        List<Trial> trials = STATISTICS.stream()
                .flatMap(rule -> rule.trials(programme).stream())
                .toList();
        int limit = programme.policy().peers().falseDiscoveryBp();
        // Both halves of one rule may speak about one subject: the worse of them is told.
        Map<String, SubjectFinding> found = new TreeMap<>();
        Stream.concat(
                        OF_PROGRAMMES.stream().flatMap(rule -> rule.judge(programme).stream()),
                        BenjaminiHochberg.pick(trials, limit).stream()
                                .map(trial -> trial.finding(trials.size(), programme)))
                .forEach(one -> found.merge(
                        one.finding().rule() + " " + one.subject(),
                        one,
                        (first, second) -> second.finding()
                                                .severity()
                                                .compareTo(first.finding().severity())
                                        > 0
                                ? second
                                : first));
        return List.copyOf(found.values());
    }

    public static List<Rule> rules() {
        return RULES;
    }

    /** Every finding about the delivery, in the order of the rules' ids. */
    public static List<Finding> judge(DeliveryCase delivery) {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.judge(delivery).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    static boolean holds(String id) {
        return rule(id).isPresent();
    }

    static Optional<Rule> rule(String id) {
        return RULES.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
