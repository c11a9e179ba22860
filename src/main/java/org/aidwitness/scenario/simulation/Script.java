package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said about one waybill, and when: the order of its acts, without the acts. */
final class Script {

    /** One thing that is said. */
    enum Part {
        REGISTER,
        ASSIGN,
        ASSIGN_AGAIN,
        DISPATCH,
        PASS,
        RECEIVE,
        PHOTO,
        INCIDENT,
        ATTEST,
        OUTCOME,
        REVIEW,
        PHOTO_AGAIN,
        ATTEST_AGAIN,
        OUTCOME_AGAIN,
        REVIEW_AGAIN,
        DISTRIBUTE,
        HEAR
    }

    /**
     * A part at the time at which the server hears it.
     *
     * @param word which of the words after the delivery it is; 0 for all other parts
     */
    record Step(Instant at, Part part, int word) {

        Step(Instant at, Part part) {
            this(at, part, 0);
        }
    }

    private static final Duration REVIEW_TAKES = Duration.ofHours(20);

    private final Voices voices;

    Script(Voices voices) {
        this.voices = voices;
    }

    /** In the order of their times. */
    List<Step> steps(Course course) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(course.departs().minus(Duration.ofHours(22)), Part.REGISTER));
        if (!course.haul()) {
            steps.add(new Step(course.departs().minus(Duration.ofHours(20)), Part.ASSIGN));
        }
        steps.add(new Step(course.departs().plus(Duration.ofMinutes(12)), Part.DISPATCH));
        Instant received = course.received();
        if (received != null) {
            if (course.haul()) {
                Instant half = course.departs()
                        .plus(Duration.between(course.departs(), received).dividedBy(2));
                steps.add(new Step(half.plus(Duration.ofMinutes(25)), Part.PASS));
            }
            Instant told = received.plus(Duration.ofMinutes(40)).plus(course.receiptLate());
            steps.add(new Step(told, Part.RECEIVE));
        }
        looks(course, steps);
        Instant distributed = course.distributed();
        if (distributed != null) {
            steps.add(new Step(distributed.plus(Duration.ofHours(9)).plus(course.distributionLate()), Part.DISTRIBUTE));
        }
        List<Word> words = voices.after(course);
        for (int word = 0; word < words.size(); word++) {
            steps.add(new Step(words.get(word).at(), Part.HEAR, word));
        }
        steps.sort(Comparator.comparing(Step::at).thenComparing(Step::part).thenComparing(Step::word));
        return steps;
    }

    private static void looks(Course course, List<Step> steps) {
        Look first = course.first();
        if (first != null) {
            look(first, course.haul(), Part.PHOTO, steps);
        }
        Look second = course.second();
        if (second != null) {
            steps.add(new Step(second.at().minus(Duration.ofHours(3)), Part.ASSIGN_AGAIN));
            look(second, false, Part.PHOTO_AGAIN, steps);
        }
    }

    private static void look(Look look, boolean haul, Part photo, List<Step> steps) {
        boolean again = photo == Part.PHOTO_AGAIN;
        Instant told = look.told();
        if (look.kind() == Look.Kind.REFUSED) {
            steps.add(new Step(told, Part.INCIDENT));
        }
        if (look.kind() != Look.Kind.UNREACHED) {
            if (!haul && look.kind() != Look.Kind.REFUSED) {
                steps.add(new Step(told, photo));
            }
            steps.add(new Step(told.plusSeconds(60), again ? Part.ATTEST_AGAIN : Part.ATTEST));
            steps.add(new Step(told.plus(REVIEW_TAKES), again ? Part.REVIEW_AGAIN : Part.REVIEW));
        }
        if (!haul) {
            steps.add(new Step(told.plusSeconds(300), again ? Part.OUTCOME_AGAIN : Part.OUTCOME));
        }
    }
}
