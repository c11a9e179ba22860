package org.aidwitness.verification.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binomial probabilities, against numbers that were computed with whole numbers elsewhere and here. */
class BinomialTest {

    private static final int WHOLE_BP = 10_000;

    @ParameterizedTest(name = "{0} households")
    @CsvSource({"1,0", "5,3", "12,8", "19,13", "20,14", "24,17", "30,21", "50,36", "100,75", "1000,784"})
    void so_many_served_households_decide(int households, int decision) {
        assertThat(Binomial.decision(households, 8_000, 1_000)).isEqualTo(decision);
    }

    @Test
    void every_decision_is_the_one_of_exact_arithmetic() {
        for (int share : new int[] {1, 5_000, 8_000, 9_999}) {
            for (int risk : new int[] {1, 500, 1_000}) {
                for (int n = 1; n <= 60; n++) {
                    assertThat(Binomial.decision(n, share, risk))
                            .as("%d of share %d, risk %d", n, share, risk)
                            .isEqualTo(exact(n, share, risk));
                }
            }
        }
    }

    /** With products of whole numbers alone: no division, no rounding. */
    private static int exact(int n, int share, int risk) {
        BigInteger good = BigInteger.valueOf(share);
        BigInteger bad = BigInteger.valueOf(WHOLE_BP - share);
        BigInteger limit = BigInteger.valueOf(WHOLE_BP).pow(n).multiply(BigInteger.valueOf(risk));
        BigInteger fewer = BigInteger.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int d = 0; d < n; d++) {
            fewer = fewer.add(ways.multiply(good.pow(d)).multiply(bad.pow(n - d)));
            if (fewer.multiply(BigInteger.valueOf(WHOLE_BP)).compareTo(limit) > 0) {
                return d;
            }
            ways = ways.multiply(BigInteger.valueOf(n - d)).divide(BigInteger.valueOf(d + 1));
        }
        return n;
    }

    @Test
    void ten_thousand_households_are_no_trouble() {
        int decision = Binomial.decision(10_000, 8_000, 1_000);
        // The normal approximation: 8,000 less 1.2816 standard deviations of 40.
        assertThat(decision).isBetween(7_945, 7_951);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1",
        "1, 1, 0.2",
        "2, 2, 0.04",
        "3, 5, 0.05792",
        "4, 8, 0.0562816",
        "5, 9, 0.01958144",
        "4, 12, 0.20543105024"
    })
    void so_many_or_more(int k, int n, BigDecimal probability) {
        assertThat(Binomial.atLeast(k, n, 0.2)).isCloseTo(probability.doubleValue(), within(1e-12));
    }

    @Test
    void nothing_is_lost_far_out() {
        assertThat(Binomial.atLeast(20_000, 20_000, 0.04)).isZero();
        assertThat(Binomial.atLeast(800, 20_000, 0.04)).isBetween(0.49, 0.52);
        assertThat(Binomial.atLeast(0, 0, 0.5)).isEqualTo(1);
    }
}
