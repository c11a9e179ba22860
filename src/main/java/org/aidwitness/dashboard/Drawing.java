package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aidwitness.dashboard.MonthsChart.Axis;
import org.aidwitness.dashboard.MonthsChart.Column;
import org.aidwitness.web.Figures;

/** Where each mark of the months chart lies, in units of its view box. Two plots, one above the other. */
final class Drawing {

    /** @param share the verified share, written into the column where there is room; "" where there is none */
    record Bar(double x, double width, double middle, Column column, List<Mark> marks, String share, double shareY) {}

    record Mark(String style, double y, double height) {}

    record Line(double y, String label) {}

    record Plot(double top, double bottom, List<Line> lines, List<Bar> bars) {}

    private static final double LEFT = 46;
    private static final double PLOT = 230;
    private static final double LOWER_PLOT = 120;
    private static final double HEAD = 30;
    private static final double FOOT = 40;

    private final MonthsChart chart;
    private final int width;

    Drawing(MonthsChart chart, int width) {
        this.chart = chart;
        this.width = width;
    }

    public int width() {
        return width;
    }

    public double height() {
        return HEAD + PLOT + FOOT + HEAD + LOWER_PLOT + FOOT;
    }

    /** Where the second plot's title stands. */
    public double secondTitle() {
        return HEAD + PLOT + FOOT + 14;
    }

    /** The upper one first. */
    public List<Plot> plots() {
        return List.of(upper(), lower());
    }

    private Plot upper() {
        return plot(chart.delivered(), HEAD, PLOT, true);
    }

    private Plot lower() {
        return plot(chart.gap(), HEAD + PLOT + FOOT + HEAD, LOWER_PLOT, false);
    }

    private Plot plot(Axis axis, double top, double height, boolean delivered) {
        List<Line> lines = axis.ticks().stream()
                .map(tick -> new Line(round(top + height * (1 - tick.share().doubleValue())), tick.label()))
                .toList();
        List<Bar> bars = new ArrayList<>();
        double slot = (width - LEFT) / Math.max(chart.columns().size(), 6);
        double bar = Math.min(slot * 0.7, 44);
        for (int i = 0; i < chart.columns().size(); i++) {
            Column column = chart.columns().get(i);
            double middle = LEFT + slot * (i + 0.5);
            List<Mark> marks = delivered
                    ? List.of(
                            mark("flow", column.delivered(), BigDecimal.ZERO, axis, top, height),
                            mark("awaiting", column.awaiting(), column.verified(), axis, top, height),
                            mark("verified", column.verified(), BigDecimal.ZERO, axis, top, height))
                    : List.of(
                            mark("unverified", column.unverified(), BigDecimal.ZERO, axis, top, height),
                            mark("disputed", column.disputed(), column.unverified(), axis, top, height));
            bars.add(new Bar(
                    round(middle - bar / 2),
                    round(bar),
                    round(middle),
                    column,
                    marks.stream().filter(mark -> mark.height() > 0).toList(),
                    delivered ? share(column, marks.get(2), bar) : gap(column),
                    delivered ? marks.get(2).y() + 17 : top + height - scale(column.gap(), axis, height) - 5));
        }
        return new Plot(top, top + height, lines, bars);
    }

    private static String share(Column column, Mark verified, double width) {
        return verified.height() >= 24 && width >= 34 ? Figures.share(column.verified(), column.delivered()) : "";
    }

    private static String gap(Column column) {
        return column.gap().signum() == 0 ? "" : Figures.tons(column.gap());
    }

    private static Mark mark(String style, BigDecimal kg, BigDecimal below, Axis axis, double top, double height) {
        double high = scale(kg, axis, height);
        return new Mark(style, round(top + height - scale(below, axis, height) - high), round(high));
    }

    private static double scale(BigDecimal kg, Axis axis, double height) {
        return kg.movePointLeft(3).divide(axis.top(), 6, RoundingMode.HALF_UP).doubleValue() * height;
    }

    private static double round(double coordinate) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.1f", coordinate));
    }
}
