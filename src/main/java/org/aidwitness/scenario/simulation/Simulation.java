package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Person;
import org.aidwitness.scenario.simulation.Script.Step;
import org.jspecify.annotations.Nullable;

/**
 * A whole programme as a stream of acts in the order of their times, and the truth beside them. A function of its setting:
 * what becomes of a delivery follows from the seed and its number, and from no other delivery.
 *
 * <p>Nothing is kept of a delivery under way but its number and how far it has been told: what was decided about it is made
 * again for each act. So ten million deliveries need no more memory than those of the next two weeks' timetable.
 */
public final class Simulation {

    private final Setting setting;
    private final Land land;
    private final Parties parties;
    private final Calendar calendar;
    private final Plans plans;
    private final Deliveries deliveries;
    private final Voices voices;
    private final Script script;

    private Simulation(Setting setting) {
        this.setting = setting;
        this.land = new Land(setting);
        this.parties = new Parties(land);
        this.calendar = new Calendar(setting);
        this.plans = new Plans(setting, land);
        this.deliveries = new Deliveries(setting, land, calendar, plans);
        this.voices = new Voices(setting);
        this.script = new Script(voices);
    }

    public static Simulation of(Setting setting) {
        return new Simulation(setting);
    }

    public UUID programme() {
        return Beginning.programme(land);
    }

    /** The programme's code, in addresses. */
    public String code() {
        return Beginning.programmeCode(setting.seed());
    }

    /** Who answers critical flags in this programme. */
    public Person reviewer() {
        return parties.reviewer();
    }

    /** Nothing is said after this. */
    public Instant end() {
        return calendar.end();
    }

    /** How many waybills there are: the deliveries, and the hauls that fill the stores for them. */
    public long waybills() {
        Hauls hauls = hauls();
        long trains = 0;
        for (int ship = 0; ship < calendar.ships(); ship++) {
            trains += hauls.of(ship).size();
        }
        return setting.deliveries() + trains;
    }

    /** All acts in the order of their times; of one instant, in the order of the waybills. */
    public Iterator<Act> acts() {
        return new Acts(hauls());
    }

    /** What was diverted, hauls first, then deliveries in the order of their numbers. */
    public Stream<Truth> truths() {
        return courses().map(this::truth).flatMap(Stream::ofNullable);
    }

    /** Where everything went. */
    public Ledger ledger() {
        Ledger[] sum = {Ledger.EMPTY};
        courses().forEach(course -> sum[0] = sum[0].with(course));
        return sum[0];
    }

    /** Deliveries at which somebody who tells the truth looked, whatever the papers say of visits. */
    public long seen() {
        return LongStream.range(0, setting.deliveries())
                .mapToObj(deliveries::course)
                .filter(Course::seen)
                .count();
    }

    /** Hands over the truth line by line, its header first. */
    public void writeTruth(Consumer<String> lines) {
        lines.accept(Truth.HEADER);
        truths().map(Truth::line).forEach(lines);
    }

    private Stream<Course> courses() {
        Hauls hauls = hauls();
        return Stream.concat(
                LongStream.range(0, calendar.ships()).boxed().flatMap(ship -> hauls.of(Math.toIntExact(ship)).stream()),
                LongStream.range(0, setting.deliveries()).mapToObj(deliveries::course));
    }

    private @Nullable Truth truth(Course course) {
        Diversion diversion = course.diversion();
        Instant gone = course.gone();
        if (diversion == null || gone == null) {
            return null;
        }
        long grams = course.lines().stream().mapToLong(Amounts::divertedGrams).sum();
        return new Truth(
                Statements.waybill(land, course),
                Statements.number(course),
                diversion,
                land.siteId(course.store(), course.place()),
                gone,
                new Kilograms(grams),
                course.seen(),
                course.seenAgain(),
                voices.after(course).stream().anyMatch(word -> !(word instanceof Word.OnSale)));
    }

    /** Each stream remembers its own ships. */
    private Hauls hauls() {
        return new Hauls(setting, land, calendar, plans);
    }

    /** What one waybill says next. */
    private record Next(Instant at, long number, int step) implements Comparable<Next> {

        @Override
        public int compareTo(Next other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final class Acts implements Iterator<Act> {

        private final Hauls hauls;
        private final Beginning beginning;
        private final Statements statements = new Statements(setting, land, parties, voices);
        private final PriorityQueue<Next> queue = new PriorityQueue<>();
        private final Deque<Act> entered = new ArrayDeque<>();
        private int nextShip;
        private int nextDay;

        Acts(Hauls hauls) {
            this.hauls = hauls;
            this.beginning = new Beginning(setting, land, parties, calendar, hauls);
            entered.addAll(beginning.programme());
        }

        @Override
        public boolean hasNext() {
            fill();
            return !entered.isEmpty() || !queue.isEmpty();
        }

        @Override
        public Act next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Next told = queue.peek();
            Act first = entered.peek();
            // What is entered at an instant is there before anybody speaks of it.
            if (told == null || (first != null && !first.at().isAfter(told.at))) {
                return entered.remove();
            }
            queue.remove();
            Course course = course(told.number);
            List<Step> steps = script.steps(course);
            if (told.step + 1 < steps.size()) {
                queue.add(new Next(steps.get(told.step + 1).at(), told.number, told.step + 1));
            }
            return statements.act(course, steps.get(told.step));
        }

        /** Whatever may come before the next act must be in the queue. */
        private void fill() {
            while (nextShip < calendar.ships() && !isAfterNext(calendar.landed(nextShip))) {
                entered.addAll(beginning.ship(nextShip));
                hauls.of(nextShip).forEach(this::begin);
                nextShip++;
            }
            while (nextDay < setting.days() && !isAfterNext(calendar.beforeDay(nextDay))) {
                long end = calendar.firstOf(nextDay + 1);
                for (long number = calendar.firstOf(nextDay); number < end; number++) {
                    begin(deliveries.course(number));
                }
                nextDay++;
            }
        }

        private boolean isAfterNext(Instant at) {
            Act first = entered.peek();
            Next told = queue.peek();
            if (first == null) {
                return told != null && at.isAfter(told.at);
            }
            return at.isAfter(first.at()) || (told != null && at.isAfter(told.at));
        }

        private void begin(Course course) {
            queue.add(new Next(script.steps(course).get(0).at(), course.number(), 0));
        }

        private Course course(long number) {
            return number < 0 ? hauls.course(number) : deliveries.course(number);
        }
    }
}
