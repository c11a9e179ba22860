package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood is turned away at the door; those inside are served. */
@Timeout(30)
class TurnsTest {

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void everybody_goes_home() throws InterruptedException {
        mayEnd.countDown();
        callers.shutdown();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_finds_no_seat_is_told_at_once_however_patient() throws Exception {
        Turns turns = new Turns(1, 0, Duration.ofDays(1));
        Future<String> working = workAlone(turns);
        assertThatThrownBy(() -> turns.take(() -> "never")).isInstanceOf(Busy.class);
        mayEnd.countDown();
        assertThat(working.get()).isEqualTo("the first");
        assertThat(turns.take(() -> "served later")).isEqualTo("served later");
    }

    @Test
    void who_has_a_seat_is_served_when_a_place_is_free() throws Exception {
        Turns turns = new Turns(1, 1, Duration.ofDays(1));
        Future<String> working = workAlone(turns);
        Future<String> waiting = callers.submit(() -> turns.take(() -> "the second"));
        mayEnd.countDown();
        assertThat(working.get()).isEqualTo("the first");
        assertThat(waiting.get()).isEqualTo("the second");
    }

    @Test
    void who_waits_too_long_is_told_so() throws Exception {
        Turns turns = new Turns(1, 1, Duration.ofMillis(20));
        Future<String> working = workAlone(turns);
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> turns.take(() -> "never")).isInstanceOf(Busy.class);
        }
        mayEnd.countDown();
        assertThat(working.get()).isEqualTo("the first");
    }

    @Test
    void a_place_is_free_again_after_a_failure() {
        Turns turns = new Turns(1, 0, Duration.ZERO);
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turns.take(() -> "served")).isEqualTo("served");
    }

    @Test
    void who_is_told_to_stop_while_waiting_stops_and_stays_told() throws Exception {
        Turns turns = new Turns(1, 1, Duration.ofDays(1));
        Future<String> working = workAlone(turns);
        Future<Boolean> told = callers.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> turns.take(() -> "never")).isInstanceOf(Busy.class);
            return Thread.interrupted();
        });
        assertThat(told.get()).isTrue();
        mayEnd.countDown();
        assertThat(working.get()).isEqualTo("the first");
    }

    private Future<String> workAlone(Turns turns) throws InterruptedException {
        Future<String> working = callers.submit(() -> turns.take(() -> {
            begun.countDown();
            return untilTold("the first");
        }));
        begun.await();
        return working;
    }

    private String untilTold(String answer) {
        try {
            mayEnd.await();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
