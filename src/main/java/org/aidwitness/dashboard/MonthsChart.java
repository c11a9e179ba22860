package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.dashboard.Balances.MonthSums;

/**
 * What was delivered over time, and how much of it has been seen by now: columns from zero, drawn on the server. By
 * month where the columns fit, else by quarter, else by year. Steps without deliveries keep their place.
 *
 * @param step MONTH, QUARTER or YEAR
 * @param earlierKg delivered before the first column shown
 */
record MonthsChart(List<Column> columns, Axis delivered, Axis gap, String step, BigDecimal earlierKg) {

    private static final int MOST_COLUMNS = 16;
    private static final int TICKS = 4;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    /** How long one column lasts. */
    private enum Step {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Step(int months) {
            this.months = months;
        }

        LocalDate floor(LocalDate day) {
            return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % months);
        }
    }

    /** A scale from zero to a round number, in metric tons. */
    record Axis(BigDecimal top, List<Tick> ticks) {

        /** @param share of the height, 0 to 1 */
        record Tick(String label, BigDecimal share) {}

        static Axis upTo(BigDecimal mostKg) {
            BigDecimal most = mostKg.movePointLeft(3).max(new BigDecimal("0.001"));
            BigDecimal magnitude = BigDecimal.ONE.scaleByPowerOfTen(most.precision() - most.scale() - 1);
            BigDecimal step = magnitude;
            for (String candidate : List.of("0.25", "0.5", "1", "2", "2.5", "5")) {
                step = magnitude.multiply(new BigDecimal(candidate));
                if (most.divide(step, 0, RoundingMode.CEILING).intValue() <= TICKS) {
                    break;
                }
            }
            int count = most.divide(step, 0, RoundingMode.CEILING).intValue();
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i <= count; i++) {
                BigDecimal tons = step.multiply(BigDecimal.valueOf(i));
                BigDecimal share = BigDecimal.valueOf(i).divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP);
                ticks.add(new Tick(label(tons), share));
            }
            return new Axis(step.multiply(BigDecimal.valueOf(count)), List.copyOf(ticks));
        }

        private static String label(BigDecimal tons) {
            BigDecimal plain = tons.stripTrailingZeros();
            return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
        }
    }

    /** @param year set where a new year begins, for the second line under the axis */
    record Column(
            String label,
            String year,
            int fullYear,
            BigDecimal verified,
            BigDecimal awaiting,
            BigDecimal unverified,
            BigDecimal disputed) {

        public BigDecimal delivered() {
            return verified.add(awaiting).add(unverified).add(disputed);
        }

        BigDecimal gap() {
            return unverified.add(disputed);
        }

        private Column plus(MonthSums month) {
            return new Column(
                    label,
                    year,
                    fullYear,
                    verified.add(month.verified()),
                    awaiting.add(month.awaiting()),
                    unverified.add(month.unverified()),
                    disputed.add(month.disputed()));
        }
    }

    static MonthsChart of(List<MonthSums> months) {
        SortedMap<LocalDate, MonthSums> delivered = new TreeMap<>();
        for (MonthSums month : months) {
            LocalDate at = month.month();
            if (at != null && month.delivered().signum() > 0) {
                delivered.put(at, month);
            }
        }
        if (delivered.isEmpty()) {
            Axis none = Axis.upTo(BigDecimal.ZERO);
            return new MonthsChart(List.of(), none, none, Step.MONTH.name(), BigDecimal.ZERO);
        }
        LocalDate last = delivered.lastKey();
        Step step = step(delivered.firstKey(), last);
        LocalDate first = step.floor(last).minusMonths((long) step.months * (MOST_COLUMNS - 1));
        first = first.isBefore(delivered.firstKey()) ? step.floor(delivered.firstKey()) : first;
        BigDecimal earlier = delivered.headMap(first).values().stream()
                .map(MonthSums::delivered)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Column> columns = new ArrayList<>();
        for (LocalDate start = first; !start.isAfter(last); start = start.plusMonths(step.months)) {
            Column column = empty(start, step, columns.isEmpty());
            for (MonthSums month :
                    delivered.subMap(start, start.plusMonths(step.months)).values()) {
                column = column.plus(month);
            }
            columns.add(column);
        }
        return new MonthsChart(
                List.copyOf(columns),
                Axis.upTo(most(columns.stream().map(Column::delivered).toList())),
                Axis.upTo(most(columns.stream().map(Column::gap).toList())),
                step.name(),
                earlier);
    }

    private static Step step(LocalDate first, LocalDate last) {
        for (Step step : Step.values()) {
            if (!step.floor(first)
                    .plusMonths((long) step.months * (MOST_COLUMNS - 1))
                    .isBefore(step.floor(last))) {
                return step;
            }
        }
        return Step.YEAR;
    }

    private static Column empty(LocalDate start, Step step, boolean first) {
        String year = first || start.getMonthValue() == 1 ? String.valueOf(start.getYear()) : "";
        String label = switch (step) {
            case MONTH -> MONTH.format(start).substring(0, 3);
            case QUARTER -> "Q" + ((start.getMonthValue() - 1) / 3 + 1);
            case YEAR -> year;
        };
        BigDecimal zero = BigDecimal.ZERO;
        return new Column(label, step == Step.YEAR ? "" : year, start.getYear(), zero, zero, zero, zero);
    }

    private static BigDecimal most(List<BigDecimal> heights) {
        return heights.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    }

    /** The chart for a page this wide; the letters keep their size, so a phone gets its own drawing. */
    Drawing drawn(int width) {
        return new Drawing(this, width);
    }
}
