package org.aidwitness.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * One limit, kept for many senders: each may do so much at once, and earns more as time goes by. Who has not been here
 * for as long as it takes to earn everything back is forgotten, and beyond a bound the least busy are.
 */
final class Allowances {

    private static final int MOST_SENDERS = 50_000;

    private final Cache<String, Bucket> buckets;
    private final Bandwidth bandwidth;
    private final TimeMeter time;

    /** So much at once, and so much more in each period, little by little. */
    Allowances(long burst, long refill, Duration every, TimeMeter time) {
        this.bandwidth =
                Bandwidth.builder().capacity(burst).refillGreedy(refill, every).build();
        this.time = time;
        // Until a full allowance is earned back; a little longer, because the two clocks are not one.
        Duration full = every.multipliedBy(burst / refill + 1).plusMinutes(1);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_SENDERS)
                .expireAfterAccess(full)
                .build();
    }

    /** Takes one from what this sender has; or, if nothing is left, says how long to wait. */
    Optional<Duration> take(String sender) {
        Bucket bucket = buckets.get(
                sender,
                first -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
