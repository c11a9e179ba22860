package org.aidwitness.monitoring.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of docs/domain.md, section 6, and docs/trust.md, 5.1, to the last digit. */
class SampleSizeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # population | 1 % | 2 % | 5 % | 10 % | 20 % | 5 % with 80 % detection
            50           |  48 |  48 |  31 |   22 |   12 | 40
            100          |  95 |  78 |  45 |   25 |   13 | 56
            200          | 155 | 105 |  51 |   27 |   13 | 64
            500          | 225 | 129 |  56 |   28 |   14 | 70
            1000         | 258 | 138 |  57 |   29 |   14 | 72
            """)
    void the_table(int population, int one, int two, int five, int ten, int twenty, int withDetection) {
        assertThat(SampleSize.of(population, 100, 500)).isEqualTo(one);
        assertThat(SampleSize.of(population, 200, 500)).isEqualTo(two);
        assertThat(SampleSize.of(population, 500, 500)).isEqualTo(five);
        assertThat(SampleSize.of(population, 1_000, 500)).isEqualTo(ten);
        assertThat(SampleSize.of(population, 2_000, 500)).isEqualTo(twenty);
        assertThat(SampleSize.withDetection(population, 500, 500, 8_000)).isEqualTo(withDetection);
    }

    @ParameterizedTest
    @CsvSource({"100, 299", "200, 149", "500, 59", "1000, 29", "2000, 14", "400, 74"})
    void a_population_without_end(int badShareBp, int sample) {
        // 5 % bad found in 80 % of cases is 4 % found always.
        assertThat(SampleSize.ofEndless(badShareBp, 500)).isEqualTo(sample);
    }

    @Test
    void certain_detection_is_no_detection_at_all() {
        for (int population = 1; population <= 60; population++) {
            assertThat(SampleSize.withDetection(population, 700, 500, 10_000))
                    .isEqualTo(SampleSize.of(population, 700, 500));
        }
    }

    @Test
    void the_edges() {
        assertThat(SampleSize.of(1, 1, 500)).isEqualTo(1);
        assertThat(SampleSize.of(1, 10_000, 9_999)).isEqualTo(1);
        assertThat(SampleSize.of(1_000_000, 1, 1)).isBetween(80_000, 100_000);
        assertThat(SampleSize.of(1_000_000, 10_000, 500)).isEqualTo(1);
        assertThat(SampleSize.bad(50, 100)).isEqualTo(1);
        assertThatThrownBy(() -> SampleSize.of(0, 100, 500)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleSize.of(10, 0, 500)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleSize.of(10, 100, 10_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
