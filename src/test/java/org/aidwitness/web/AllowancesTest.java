package org.aidwitness.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody has an allowance of their own, and earns it back little by little. */
class AllowancesTest {

    private final Uptime uptime = new Uptime();
    private final Allowances allowances = new Allowances(3, 2, Duration.ofMinutes(1), uptime);

    @Test
    void what_is_used_up_is_earned_back_little_by_little() {
        for (int i = 0; i < 3; i++) {
            assertThat(allowances.take("phone")).isEmpty();
        }
        assertThat(allowances.take("phone")).contains(Duration.ofSeconds(30));
        uptime.pass(Duration.ofSeconds(20));
        assertThat(allowances.take("phone")).contains(Duration.ofSeconds(10));
        uptime.pass(Duration.ofSeconds(10));
        assertThat(allowances.take("phone")).isEmpty();
        assertThat(allowances.take("phone")).isPresent();
    }

    @Test
    void one_does_not_use_up_what_another_has() {
        Optional<Duration> last = Optional.empty();
        for (int i = 0; i < 10; i++) {
            last = allowances.take("greedy");
        }
        assertThat(last).isPresent();
        assertThat(allowances.take("modest")).isEmpty();
    }

    @Test
    void nobody_earns_more_than_a_full_allowance() {
        assertThat(allowances.take("phone")).isEmpty();
        uptime.pass(Duration.ofDays(3));
        for (int i = 0; i < 3; i++) {
            assertThat(allowances.take("phone")).isEmpty();
        }
        assertThat(allowances.take("phone")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, address 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, network 20010db800010002",
        "2001:db8:1:2:ffff::, network 20010db800010002",
        "not-an-address, address not-an-address",
    })
    void a_network_of_the_newer_kind_counts_as_one(String address, String counted) {
        assertThat(Senders.network(address)).isEqualTo(counted);
    }

    @Test
    void places_are_given_back_and_nobody_gets_them_all() {
        LargeTransfers.Places places = new LargeTransfers.Places(3, 2);
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).as("one sender's share").isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).as("all places").isFalse();
        places.giveBack("a");
        assertThat(places.take("c")).isTrue();
        assertThat(places.take("a")).isFalse();
    }

    private static final class Uptime implements TimeMeter {
        private long nanos = 1;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
