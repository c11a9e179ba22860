package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.aidwitness.feedback.PassOnComplaint.Category;
import org.jspecify.annotations.Nullable;

/**
 * What people say after a distribution, and what turns up on markets: a function of the waybill and of what became of it.
 * Most who lack something never say so; under the eyes of an escort even fewer do; and some complain where all is well.
 */
final class Voices {

    /** Of statements that a distribution may bring about one kind of want. */
    private static final int MOST_COMPLAINTS = 4;

    private static final int NOT_RECEIVED_PERCENT = 50;
    private static final int TAXED_PERCENT = 25;
    private static final int SHORT_PERCENT = 120;

    /** Nobody has a scale at home: what lacks less than a tenth is not noticed. */
    private static final int NOTICED_BP = 1_000;

    private static final int COMPLAIN_ANYWAY_BP = 2_500;
    private static final int COMPLAIN_TWICE_BP = 500;

    private static final int FEWEST_HOUSEHOLDS = 19;

    /** An entitlement counts as given from four fifths on. */
    private static final int SERVED_LACKS_BP = 2_000;

    private static final int WRONGLY_UNSERVED_BP = 300;
    private static final int WRONGLY_TAXED_BP = 20;
    private static final int SAYS_SO_BP = 9_000;

    /** Who takes food back comes again. */
    private static final int DARES_BP = 2_000;

    private static final int DARES_UNDER_ESCORT_BP = 700;

    private static final int SEEN_ON_SALE_BP = 2_000;
    private static final int RESOLD_BP = 300;

    private final Setting setting;

    Voices(Setting setting) {
        this.setting = setting;
    }

    /** In the order of their times. */
    List<Word> after(Course course) {
        Dice dice = new Dice(setting.seed(), Dice.For.HEARD, course.number());
        List<Word> words = new ArrayList<>();
        boolean peopled = !course.haul() && course.place() != Land.GHOST;
        if (peopled) {
            Want want = Want.of(course);
            complaints(course, want, dice, words);
            interviews(course, want, dice, words);
        }
        onSale(course, peopled, dice, words);
        words.sort(Comparator.comparing(Word::at));
        return List.copyOf(words);
    }

    private void complaints(Course course, Want want, Dice dice, List<Word> words) {
        Instant since = expected(course);
        boolean noticed = want.shortBp() >= NOTICED_BP;
        for (int i = 0; i < MOST_COMPLAINTS; i++) {
            complaint(want.unservedBp() * NOT_RECEIVED_PERCENT / 100, Category.NOT_RECEIVED, 3, since, dice, words);
            complaint(noticed ? want.shortBp() * SHORT_PERCENT / 100 : 0, Category.UNDERWEIGHT, 3, since, dice, words);
            complaint(want.taxedBp() * TAXED_PERCENT / 100, Category.TAXATION, 2, since.plus(days(1)), dice, words);
        }
        complaint(COMPLAIN_ANYWAY_BP, anything(dice), 2, since, dice, words);
        complaint(COMPLAIN_TWICE_BP, anything(dice), 1, since, dice, words);
    }

    private static void complaint(
            int basisPoints, Category about, int mostPeople, Instant since, Dice dice, List<Word> words) {
        Instant at = since.plus(Duration.ofMinutes(dice.between(12 * 60, 12 * 24 * 60)));
        int people = dice.between(1, mostPeople);
        if (dice.chance(basisPoints)) {
            words.add(new Word.Complaint(at, day(since), about, people));
        }
    }

    /** What people complain about where all is well: mostly of lists, and of how they were treated. */
    private static Category anything(Dice dice) {
        int draw = dice.below(100);
        if (draw < 45) {
            return Category.EXCLUSION;
        }
        if (draw < 75) {
            return draw < 60 ? Category.CONDUCT : Category.OTHER;
        }
        if (draw < 87) {
            return Category.NOT_RECEIVED;
        }
        return draw < 97 ? Category.UNDERWEIGHT : Category.TAXATION;
    }

    private void interviews(Course course, Want want, Dice dice, List<Word> words) {
        @Nullable Instant distributed = course.distributed();
        boolean asked = dice.chance(setting.askedBp());
        if (distributed == null || !asked) {
            return;
        }
        Instant at = distributed.plus(days(dice.between(3, 12))).plus(Duration.ofMinutes(dice.below(480)));
        int dares = Terms.at(setting, course.store(), at).escorted() ? DARES_UNDER_ESCORT_BP : DARES_BP;
        int households = FEWEST_HOUSEHOLDS + dice.below(3);
        int served = 0;
        int taxed = 0;
        for (int i = 0; i < households; i++) {
            long lacks = dice.chance(want.unservedBp())
                    ? Setting.WHOLE_BP
                    : Math.round(want.shortBp() * (1 + 0.4 * dice.around()));
            boolean lacking = lacks > SERVED_LACKS_BP && dice.chance(SAYS_SO_BP);
            served += lacking || dice.chance(WRONGLY_UNSERVED_BP) ? 0 : 1;
            boolean hit = dice.chance(want.taxedBp()) && dice.chance(dares);
            taxed += hit || dice.chance(WRONGLY_TAXED_BP) ? 1 : 0;
        }
        words.add(new Word.Interviews(at, day(distributed), households, served, taxed));
    }

    /** Who sells what was stolen sells sealed bags; a family that sells some of its own has opened them. */
    private static void onSale(Course course, boolean peopled, Dice dice, List<Word> words) {
        boolean seen = dice.chance(SEEN_ON_SALE_BP);
        boolean resold = dice.chance(RESOLD_BP);
        int days = dice.between(3, 14);
        int closed = dice.between(2, 40);
        int open = dice.between(1, 3);
        @Nullable Instant gone = course.gone();
        Amounts first = course.lines().get(0);
        if (gone != null && seen && first.taken() + first.takenAfter() > 0) {
            boolean fromFamilies = course.diversion() == Diversion.TAXATION;
            long bags = fromFamilies ? closed % 3 : Math.min(closed, first.taken() + first.takenAfter());
            words.add(new Word.OnSale(gone.plus(days(days)), first.food(), Math.toIntExact(bags), open));
        } else if (peopled && resold) {
            words.add(new Word.OnSale(expected(course).plus(days(days)), first.food(), closed % 2, open));
        }
    }

    /** When people were to get something; where no truck came, they wait for a while. */
    private static Instant expected(Course course) {
        Instant distributed = course.distributed();
        return distributed == null ? course.plannedArrival().plus(days(10)) : distributed;
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
