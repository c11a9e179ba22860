package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.aidwitness.dashboard.Balance.Portion;

/**
 * The balance as one bar from 0 to 100 per cent.
 *
 * @param delivered the width of the bracket over what was delivered, per cent
 */
record BalanceBar(List<Slice> slices, String delivered) {

    private static final BigDecimal LABEL_FROM = BigDecimal.valueOf(14);
    private static final BigDecimal SHARE_FROM = BigDecimal.valueOf(5);

    /**
     * @param from left end, per cent of the bar, and {@code width} likewise
     * @param word room for the part's name beside its share
     * @param share room for its share
     */
    record Slice(Portion portion, String from, String width, boolean word, boolean share) {}

    /** Of the six parts those that have kilograms; where statements contradict each other, the positive ones. */
    static BalanceBar of(Balance balance) {
        BigDecimal whole = balance.parts().stream()
                .map(portion -> portion.kg().max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Slice> slices = new ArrayList<>();
        BigDecimal from = BigDecimal.ZERO;
        for (Portion portion : balance.parts()) {
            if (portion.kg().signum() > 0) {
                BigDecimal width = percent(portion.kg(), whole);
                slices.add(new Slice(
                        portion,
                        plain(from),
                        plain(width),
                        width.compareTo(LABEL_FROM) >= 0,
                        width.compareTo(SHARE_FROM) >= 0));
                from = from.add(width);
            }
        }
        BigDecimal delivered = whole.signum() == 0 ? BigDecimal.ZERO : percent(balance.deliveredKg(), whole);
        return new BalanceBar(List.copyOf(slices), plain(delivered));
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.scaleByPowerOfTen(2).divide(whole, MathContext.DECIMAL64);
    }

    private static String plain(BigDecimal number) {
        return number.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
