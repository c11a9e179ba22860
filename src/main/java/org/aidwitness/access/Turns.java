package org.aidwitness.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few callers work at once and a few more wait, briefly. Everybody else is told {@link Busy} without waiting, or
 * a flood would hold all the threads that serve pages.
 */
final class Turns {

    private final Semaphore places;
    private final Semaphore house;
    private final Duration patience;

    Turns(int places, int waitingPerPlace, Duration patience) {
        // Fair: otherwise newcomers overtake those who wait until their patience ends.
        this.places = new Semaphore(places, true);
        this.house = new Semaphore(places * (1 + waitingPerPlace));
        this.patience = patience;
    }

    <T> T take(Supplier<T> work) {
        if (!house.tryAcquire()) {
            throw new Busy();
        }
        try {
            return inPlace(work);
        } finally {
            house.release();
        }
    }

    private <T> T inPlace(Supplier<T> work) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
